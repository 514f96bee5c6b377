// @ts-check
// Given names of the people of a British town, whatever language their screen has: a note in English may name Piotr, and
// one in Welsh may name Zainab. Left out is what is another word in one of the languages as well ("Mark", "Róża"): such
// names are in the catalogue, by language. There are none in Arabic letters, where most names are words of every day
// (أحلام means dreams) and nothing is capitalised: the hint would be wrong more often than right.
// Chosen from the lists of the library Faker (MIT licence; en_GB, en_PK, de_DE, pl_PL, ro_RO, uk_UA), with short forms
// and Welsh, South Asian and African names.

/** As they are written where somebody is named first in a sentence. */
export const GIVEN_NAMES = new Set(
  (
    "Aamir Aaron Abbas Abbie Abdul Abdullah Abebe Abigail Adam Adebayo Adil Adrian Adrianna Agata Agnieszka Ahmad " +
    "Ahmed Aimee Aisha Akbar Alan Albert Albrecht Aled Aleks Aleksander Aleksandra Alex Alexander Alexandra Alexandru " +
    "Alfie Alfred Ali Alice Alina Alison Allan Alun Amanda Amara Amelia Amina Amir Amit Amna Amy Ana Anastazja Anca " +
    "Andre Andrea Andreas Andreea Andrei Andrew Andrzej André Andy Aneurin Angela Angelika Angharad Angie Aniela Anil " +
    "Anita Anja Anke Ann Anna Anne Annette Anthony Antje Anton Antoni Antony Anwar Apolonia Arif Arjun Arkadiusz " +
    "Arnold Arthur Artur Aryan Asad Ashley Asif Asma Atif Aurel Aurelia Avram Axel Ayaan Ayesha Aziz Badr Barbara " +
    "Barry Bartek Bassam Beata Ben Benjamin Bernard Bernd Bernhard Bethan Bethany Bev Bianka Bilal Billy Birgit Björn " +
    "Blanka Bleddyn Bobby Bogdan Boris Borys Bożena Bradley Branwen Brenda Brett Brian Brigitte Bronwen Bruce Bruno " +
    "Bryan Bucur Błażej Callum Cameron Carl Carly Carmen Carol Carole Caroline Carolyn Carys Cath Catherine Catrin " +
    "Cerys Cezary Charlene Charles Charlie Charlotte Cheryl Chidi Chinedu Chioma Chloe Chris Christine Christoph " +
    "Christopher Ciprian Claire Clare Claudia Claus Clemens Clifford Clive Colin Connor Conor Constantin Cornel " +
    "Corneliu Craig Cristian Cristina Cyprian Călin Cătălin Dafydd Dagmara Damian Damien Daniel Daniela Danielle " +
    "Danny Danuta Dariusz Darren Dave David Davy Dawid Dawud Debbie Deborah Debra Declan Deepak Delyth Denis Denise " +
    "Derek Dewi Diana Diane Dieter Dietrich Dirk Doina Dominic Dominik Donald Donna Dorin Dorota Dorothea Dorothy " +
    "Dragoș Dumitru Duncan Dylan Eddie Edward Ehsan Eifion Eileen Eirian Elaine Eleanor Elena Eleri Elin Elisabeth " +
    "Eliza Elizabeth Elke Ellie Elliot Elliott Eluned Elżbieta Emeka Emil Emily Emma Emrys Emyr Eric Erich Erik " +
    "Ernest Erwin Eryk Ethan Eugen Eva Ewa Ewelina Fabian Fahmi Faisal Farah Farhan Farooq Farzana Fatima Fatimah " +
    "Fatma Felix Ferdinand Ffion Filip Fiona Florian Florin Folasade Frances Francesca Francis Franciszek Franz Fred " +
    "Freddie Frederick Friedrich Fritz Fryderyk Gabriel Gabriela Gareth Garry Gary Gavin Gemma Geoff Geoffrey Georg " +
    "George Georgina Geraint Gerald Geraldine Gerard Gerd Gerhard Gethin Gheorghe Gheorghița Ghulam Gillian Gisela " +
    "Gohar Gordon Goronwy Gosia Graeme Graham Grażyna Gregor Gregory Grigore Grzegorz Gurpreet Gustav Gustaw " +
    "Gwenllian Gwilym Gwyneth Günter Günther Habib Hafsa Halima Halina Hamid Hamza Hanna Hannah Hans Harald Haroon " +
    "Harpreet Harriet Harry Hasan Hassan Hayley Heather Heike Heinrich Heinz Heledd Helen Helena Helene Helga Helmut " +
    "Henry Henryk Herbert Hermann Hertha Hilary Holly Horia Horst Howard Hubert Hugh Hugo Husain Hussain Hussein Huw " +
    "Hywel Iain Ian Iancu Ibrahim Idris Idwal Iestyn Ieuan Ifan Iftikhar Ignacy Igor Ihsan Ileana Ilie Ilse Imran " +
    "Inga Ingrid Ioan Ioana Iolo Ionel Ionuț Iorwerth Iosif Iqra Irene Irfan Irina Isabella Ismail Iulia Iulian Iwan " +
    "Iwo Iwona Jaafar Jacek Jacob Jacqueline Jadwiga Jafar Jahangir Jake Jakob Jakub Jalal Jalil Jamaal Jamal Jameel " +
    "James Jamie Jan Jane Janet Janice Janina Janusz Jarosław Jasmine Jason Jaspreet Javed Jayne Jeffrey Jemma Jenna " +
    "Jennifer Jenny Jens Jeremi Jeremy Jerzy Jessica Jim Jimmy Joachim Joan Joanna Joanne Jochen Jodie Joe Joel Joey " +
    "Johann Johanna Johannes John Johnny Jolanta Jon Jonas Jonathan Josef Joseph Josephine Joshua Joyce Judith Julia " +
    "Julian Julianna Julie Julita Julius Juliusz Justin Justyna Jutta Józef Jörg Jürgen Jędrzej Kacper Kajetan Kamal " +
    "Kamil Kamila Kamran Kareem Karen Karim Karin Karina Karl Karol Kashif Kasia Kasim Katarzyna Kate Kath Katharina " +
    "Katherine Kathleen Kathryn Katie Katrin Katy Kayleigh Kazimierz Keith Kelly Kenneth Kerry Kerstin Kev Kevin " +
    "Khadija Khalid Kieran Kim Kimberley Kimberly Kinga Kirsty Klara Klaus Kofi Konrad Konstanty Kornel Kornelia " +
    "Krystian Krystyna Krzysztof Ksawery Kwame Kyle Laith Lars Lateef Latif Laura Lauren Laurențiu Leah Leanne Lena " +
    "Leo Leon Leonard Lesley Leslie Leszek Lewis Liam Lidia Lieselotte Linda Lindsey Lisa Liviu Liwia Liz Lizzie " +
    "Llinos Lothar Louis Louise Lowri Luca Lucian Lucy Ludwig Lukas Luke Lydia Lynda Lynn Lynne Maciej Magdalena " +
    "Maggie Mahdi Maher Mahmood Mahmoud Mahmud Mair Majeed Maksymilian Malcolm Malwina Mandy Manfred Manjit Manuel " +
    "Marc Marcel Marcelina Marcin Marco Marcus Mared Marek Margaret Maria Mariam Mariana Marianna Marie Marika " +
    "Marilyn Marin Mario Marion Marius Mariusz Markus Marlene Marta Martin Martyn Mary Maryam Matei Mateusz Mathew " +
    "Matthew Matthias Maureen Maurice Maurycy Maximilian Małgorzata Megan Meinir Melania Melanie Melissa Menna " +
    "Mererid Meurig Mia Michael Michał Michel Michelle Mick Mieszko Mihaela Mihai Mihail Mike Mikołaj Mircea Mirosław " +
    "Mitchell Miłosz Mohamed Mohammad Mohammed Molly Monica Monika Moritz Muhammad Mustafa Myfanwy Nabeel Nabil " +
    "Nadeem Nadia Nadim Naeem Naim Najeeb Naomi Nasir Nasreen Natalie Nataniel Natasha Natasza Nathan Nazia Neha Neil " +
    "Nela Nerys Ngozi Nia Nicholas Nicola Nicolae Nicole Nicoleta Nige Nigel Nikodem Nikolaus Nils Nina Norbert " +
    "Obinna Octavian Olaf Olga Olgierd Oliver Olivia Oliwier Oluwaseun Olwen Omar Omran Osama Oscar Osian Oskar Osman " +
    "Ovidiu Owain Owen Pam Pamela Parveen Parvez Patricia Patrick Patryk Paul Paula Paulina Pauline Pavel Paweł " +
    "Pervaiz Peter Petra Petre Petru Phil Philip Philipp Phillip Pierre Piotr Pooja Priya Przemysław Qasim Rachael " +
    "Rachel Radosław Radu Raed Rafał Rafiq Raheel Raheem Rahul Rainer Rajesh Ralf Rashid Ravi Raymond Razia Rebecca " +
    "Rehan Reiner Reinhard Renata Renate Rhian Rhiannon Rhodri Rhydian Rhys Richard Ricky Rita Rizwan Robert Roger " +
    "Roksana Roland Rolf Roman Ron Ronald Ronnie Rosemary Roxana Rozalia Rudolf Rukhsana Russell Ruth Ryan Ryszard " +
    "Răzvan Saad Sabine Sabir Sadia Safiya Saima Saira Sajid Salma Salman Sam Samantha Samina Samuel Sandra " +
    "Sandu Sanjay Sara Sarah Scott Sean Sebastian Sergiu Shabana Shaheen Shahid Shane Sharon Shaun Shazia Sheila " +
    "Shirley Sian Siegfried Silke Simon Simona Sioned Siwan Siân Sonia Sophie Sorin Stacey Stan Stanisław Stefan " +
    "Stefanie Steffen Stephan Stephanie Stephen Steve Steven Stu Stuart Sunil Sunita Susan Susanne Suzanne Sven " +
    "Sybille Sylvia Sylwia Szymon Sławomir Tadeusz Taha Tahir Tahira Taimur Talha Talib Tanja Tariq Ted Tendai Teodor " +
    "Terence Teresa Terry Thandiwe Theodor Thomas Thorsten Timo Timothy Tina Tobias Tobiasz Toby Tomasz Tomek Tommy " +
    "Tomos Tony Tracey Tracy Traian Trevor Trish Tudur Tymon Tymoteusz Ulrich Ulrike Umair Umar Ursula Urszula Usman " +
    "Ute Uwe Valentin Valerie Valeriu Vanessa Vasile Veronica Vicky Vijay Vikram Viktor Vincent Viorel Vlad Vladimir " +
    "Volker Wahab Waheed Walter Waltraud Wanda Waqas Wayne Wendy Werner Weronika Wiesław Wiesława Wiktor Wilhelm " +
    "Willi William Witold Wojciech Wolfgang Yahya Yasin Yasir Yasmeen Yasmin Yaw Yetunde Yousef Yusuf Yvonne Zachary " +
    "Zafar Zaheer Zahra Zain Zainab Zara Zbigniew Zdzisław Zeeshan Zoe Zofia Zubaida Zubair Zuzanna Łukasz Șerban " +
    "Ștefan Ștefania " +
    "Єва Євген Єлисавета Єлисей Єфрем Іван Ігнат Ігор Ілля Ірена Ірина Аарон Августин Аврелій Ада Адам Алевтин Алла " +
    "Альберт Альбіна Аліна Амалія Амвросій Анастасія Андрій Анжела Антон Аніта Аркадій Арсен Артем Богдан Богданна " +
    "Богодар Богуслав Богуслава Болеслав Борис Борислав Вʼячеслав Вадим Валентин Валентина Валерій Варвара Варфоломій " +
    "Василина Василь Венедикт Веніямин Владислав Володимир Володимира Віктор Вікторія Віолетта Віталій Гаврило Галина " +
    "Ганна Геннадій Георгій Герман Гліб Гордій Григорій Давид Дан Данило Дарина Демʼян Демид Дмитро Едита Едуард " +
    "Емілія Еріка Захар Зиновій Златослава Зорян Йосип Камілла Катерина Кирило Клавдія Климент Костянтин Лариса Левко " +
    "Леон Леонтій Леонід Леопольд Лукʼян Людмила Ліза Лілія Макар Максим Марʼяна Марина Марко Марта Мартин Маруся " +
    "Марія Микита Миколай Мирон Мирослав Михайлина Михайло Мілена Назар Наталія Нестор Одарка Оксана Оксенія Олег " +
    "Олекса Олександр Олександра Олена Олесь Ольга Омелян Онисим Опанас Орест Орина Орися Орхип Остап Охрім Павло " +
    "Панас Пантелеймон Пармен Петро Пилип Прохір Пріска Розалія Роксолана Ростислав Руслан Святослав Святослава " +
    "Світлана Семен Сергій Симон Сніжана Соломон Соломія Софія Станіслав Степан Степанія Стефан Тарас Теодор Тереза " +
    "Тетяна Тимофій Трохим Устим Федір Феофан Франц Христина Юлія Юрій Юстим Юстина Юхим Яків Ярема Ярина Ярослав " +
    "Ярослава "
  )
    .trim()
    .split(" "),
);
