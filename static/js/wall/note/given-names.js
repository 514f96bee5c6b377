// @ts-check
// Given names of the people of a British town, whatever language their screen has: a note in English may name Piotr, and
// one in Welsh may name Zainab. What is another word of every day as well ("Mark", "Róża") is left out, or said in the
// catalogue of that language: "Pam" is a name, but why in Welsh. Names in Arabic letters are in arabic-names.js.
// Chosen from the lists of the library Faker (MIT licence; en_GB, en_PK, de_DE, pl_PL, ro_RO, uk_UA), with short forms
// and Welsh, Kurdish, Somali, South Asian and African names, and Ukrainian ones as Britain writes them.

/** As they are written where somebody is named first in a sentence. */
export const GIVEN_NAMES = new Set(
  (
    "Aamir Aaron Abbas Abbie Abdi Abdirahman Abdul Abdullah Abdullahi Abebe Abigail Adam Adebayo Adil Adrian Adrianna " +
    "Agata Agnieszka Ahmad Ahmed Aimee Aisha Akbar Alan Albert Albrecht Aled Aleks Aleksander Aleksandra Alex " +
    "Alexander Alexandra Alexandru Alfie Alfred Ali Alice Alina Alison Allan Alun Amanda Amara Amelia Amina Amir Amit " +
    "Amna Amy Ana Anastazja Anca Andrea Andreas Andreea Andrei Andrew Andrii Andriy Andrzej André Andy Aneurin " +
    "Angela Angelika Angharad Angie Ania Aniela Anil Anita Anja Anke Ann Anna Anne Annette Anthony Antje Anton Antoni " +
    "Antony Anwar Apolonia Archie Arif Arjun Arkadiusz Arnold Arthur Artur Aryan Asad Ashley Asif Asma Atif Aurel " +
    "Aurelia Avram Axel Ayaan Ayesha Azad Aziz Badr Barbara Barry Bartek Basia Bassam Beata Becky Ben Benjamin " +
    "Berivan Bernard Bernd Bernhard Bethan Bethany Betsan Bev Bianka Bilal Billy Birgit Björn Blanka Bleddyn Bobby " +
    "Bogdan Bohdan Boris Borys Bożena Bradley Branwen Brenda Brett Brian Brigitte Bronwen Bruce Bruno Bryan " +
    "Błażej Callum Cameron Carl Carly Carmen Carol Carole Caroline Carolyn Carys Cath Catherine Catrin Cerys Cezary " +
    "Charlene Charles Charlie Charlotte Cheryl Chidi Chinedu Chioma Chloe Chris Christine Christoph Christopher " +
    "Ciprian Claire Clare Claudia Claus Clemens Clifford Clive Colin Connor Conor Constantin Cornel Corneliu Craig " +
    "Cristian Cristina Cyprian Călin Cătălin Dafydd Dagmara Damian Damien Daniel Daniela Danielle Danny Danuta " +
    "Dariusz Darren Dave David Davy Dawid Dawud Debbie Deborah Debra Debs Declan Deepak Delyth Denis Denise Derek " +
    "Dewi Diana Diane Dieter Dietrich Dilshad Dirk Dmytro Doina Dominic Dominik Donald Donna Dorin Dorota Dorothea " +
    "Dorothy Dragoș Dumitru Duncan Dylan Eddie Edward Ehsan Eifion Eileen Eirian Elaine Eleanor Elen Elena Eleri Elin " +
    "Elisabeth Eliza Elizabeth Elke Ellie Elliot Elliott Eluned Elżbieta Emeka Emil Emily Emma Emrys Emyr Eric Erich " +
    "Erik Ernest Erwin Eryk Ethan Eugen Eva Ewa Ewelina Fabian Fadumo Fahmi Faisal Farah Farhan Farhiya Farooq " +
    "Farzana Fatema Fatima Fatimah Fatma Felix Ferdinand Ffion Filip Fiona Florian Florin Folasade Frances Francesca " +
    "Francis Franciszek Franz Fred Freddie Frederick Friedrich Fritz Fryderyk Gabriel Gabriela Gareth Garry Gary " +
    "Gavin Gemma Geoff Geoffrey Georg George Georgina Geraint Gerald Geraldine Gerard Gerd Gerhard Gethin Gheorghe " +
    "Gheorghița Ghulam Gillian Gisela Gohar Gordon Goronwy Gosia Graeme Graham Grażyna Gregor Gregory Grigore " +
    "Gruffydd Grzegorz Grzesiek Gurpreet Gustav Gustaw Gwenllian Gwilym Gwion Gwyneth Günter Günther Habib Hafsa " +
    "Halima Halina Halyna Hamid Hamza Hanna Hannah Hans Harald Haroon Harpreet Harriet Harry Hasan Hasnain Hassan " +
    "Hayley Heather Heike Heinrich Heinz Heledd Helen Helena Helene Helga Helmut Henry Henryk Herbert Hermann Hertha " +
    "Hilary Hiwa Holly Horia Horst Howard Hubert Hugh Hugo Husain Hussain Hussein Huw Hywel Iain Ian Iancu Ibrahim " +
    "Idris Idwal Iestyn Ieuan Ifan Ifrah Iftikhar Ignacy Igor Ihor Ihsan Ileana Ilie Ilse Imran Inga Ingrid Ioan " +
    "Ioana Iolo Ionel Ionuț Iorwerth Iosif Iqra Irene Irfan Irina Iryna Isabella Ismail Iulia Iulian Ivan Iwan Iwo " +
    "Iwona Jaafar Jacek Jacob Jacqueline Jadwiga Jafar Jahangir Jake Jakob Jakub Jalal Jalil Jamaal Jamal Jameel " +
    "James Jamie Jan Jane Janek Janet Janice Janina Janusz Jarosław Jasmine Jason Jaspreet Javed Jayne Jeffrey Jemma " +
    "Jenna Jennifer Jenny Jens Jeremi Jeremy Jerzy Jess Jessica Jim Jimmy Joachim Joan Joanna Joanne Jochen Jodie Joe " +
    "Joel Joey Johann Johanna Johannes John Johnny Jolanta Jon Jonas Jonathan Josef Joseph Josephine Joshua Joyce " +
    "Judith Julia Julian Julianna Julie Julita Julius Juliusz Jurek Justin Justyna Jutta Józef Jörg Jürgen Jędrzej " +
    "Kacper Kajetan Kamal Kamil Kamila Kamran Kareem Karen Karim Karin Karina Karl Karol Karwan Kashif Kasia Kasim " +
    "Katarzyna Kate Kateryna Kath Katharina Katherine Kathleen Kathryn Katie Katrin Katy Kayleigh Kazimierz " +
    "Keith Kelly Kenneth Kerry Kerstin Kev Kevin Khadija Khaled Khalid Kieran Kim Kimberley Kimberly Kinga Kirsty " +
    "Klara Klaus Kofi Konrad Konstanty Kornel Kornelia Krystian Krystyna Krzysiek Krzysztof Ksawery Kwame Kyle Laith " +
    "Lars Lateef Latif Laura Lauren Laurențiu Layla Leah Leanne Leila Lena Leo Leon Leonard Lesley Leslie Leszek " +
    "Lewis Liam Lidia Lieselotte Linda Lindsey Lisa Liviu Liwia Liz Lizzie Lleucu Llinos Llŷr Lothar Louis Louise " +
    "Lowri Luca Lucian Lucy Ludwig Lukas Luke Lydia Lynda Lynn Lynne Lyudmyla Maciej Macsen Magda Magdalena Maggie " +
    "Mahdi Maher Mahmood Mahmoud Mahmud Mair Majeed Maksymilian Malcolm Malwina Mandy Manfred Manjit Manon Manuel " +
    "Marc Marcel Marcelina Marcin Marco Marcus Mared Marek Margaret Maria Mariam Mariana Marianna Marie Marika " +
    "Marilyn Mario Marion Marius Mariusz Markus Marlene Marta Martin Martyn Mary Maryam Marysia Matei Mateusz " +
    "Mathew Matt Matthew Matthias Maureen Maurice Maurycy Maximilian Małgorzata Małgosia Megan Meinir Melania Melanie " +
    "Melissa Menna Mererid Meurig Mia Michael Michał Michel Michelle Mick Mieszko Mihaela Mihai Mihail Mike Mikołaj " +
    "Mircea Mirek Mirosław Mitchell Miłosz Mohamad Mohamed Mohammad Mohammed Molly Monica Monika Moritz Muhammad " +
    "Mustafa Myfanwy Mykhailo Mykola Nabeel Nabil Nadeem Nadia Nadiia Nadim Naeem Naim Najeeb Naomi Nasir Nasreen " +
    "Natalia Natalie Nataliia Nataniel Natasha Natasza Nathan Nawzad Nazia Neha Neil Nela Nerys Ngozi Nia Nicholas " +
    "Nicola Nicolae Nicole Nicoleta Nige Nigel Nikodem Nikolaus Nils Nina Noah Norbert Obinna Octavian Oksana Olaf " +
    "Oleksandr Oleksandra Oleksiy Olena Olga Olgierd Oliver Olivia Oliwier Ollie Oluwaseun Olwen Omar Omran Osama " +
    "Oscar Osian Oskar Osman Ovidiu Owain Owen Paddy Pam Pamela Parveen Parvez Patricia Patrick Patryk Paul Paula " +
    "Paulina Pauline Pavel Pavlo Paweł Pervaiz Peter Petra Petre Petro Petru Phil Philip Philipp Phillip Pierre Piotr " +
    "Piotrek Pooja Priya Przemysław Qasim Rachael Rachel Radosław Radu Raed Rafał Rafiq Raheel Raheem Rahul Rainer " +
    "Rajesh Ralf Rashid Ravi Raymond Razia Rebecca Rebwar Rehan Reinhard Renata Renate Rhian Rhiannon Rhodri " +
    "Rhydian Rhys Richard Ricky Rita Rizwan Robert Roger Rojin Roksana Roland Rolf Ron Ronald Ronnie Rosemary " +
    "Roxana Rozalia Rudolf Rukhsana Russell Ruth Ryan Ryszard Răzvan Saad Sabine Sabir Sadia Safiya Sahra Saima Saira " +
    "Sajid Salma Salman Sam Samantha Samina Samuel Sandra Sandu Sanjay Sara Sarah Scott Sean Sebastian Sergiu Serhii " +
    "Serhiy Shabana Shaheen Shahid Shane Sharon Shaun Shazia Sheila Sherko Shilan Shirley Shwan Sian Siegfried Silke " +
    "Simon Simona Sioned Siwan Siân Sonia Sophie Sorin Stacey Stan Stanisław Stefan Stefanie Steffen Stella Stephan " +
    "Stephanie Stephen Steve Steven Stu Stuart Sunil Sunita Susan Susanne Suzanne Sven Svitlana Sybille Sylvia Sylwia " +
    "Szymon Sławomir Tadeusz Taha Tahir Tahira Taimur Talha Talib Tanja Tarek Tariq Ted Tendai Teodor Terence " +
    "Teresa Terry Tetiana Tetyana Thandiwe Theo Theodor Thomas Thorsten Timo Timothy Tina Tobias Tobiasz Toby Tomasz " +
    "Tomek Tommy Tomos Tony Tracey Tracy Traian Trevor Trish Tudur Tymon Tymoteusz Ulrich Ulrike Umair Umar Ursula " +
    "Urszula Usman Ute Uwe Valentin Valerie Valeriu Vanessa Vasile Vasyl Veronica Vicky Vijay Vikram Viktor Vincent " +
    "Viorel Vlad Vladimir Volker Volodymyr Wahab Waheed Walter Waltraud Wanda Waqas Warsame Wayne Wendy Werner " +
    "Weronika Wiesław Wiesława Wiktor Wilhelm Willi William Witold Wojciech Wojtek Wolfgang Yahya Yasin Yasir Yasmeen " +
    "Yasmin Yaw Yetunde Yevhen Yousef Youssef Yulia Yuliia Yurii Yuriy Yusuf Yvonne Zac Zachary Zack Zafar Zaheer " +
    "Zahra Zain Zainab Zara Zaynab Zbigniew Zbyszek Zdzisław Zeeshan Zeinab Zoe Zofia Zosia Zubaida Zubair Zuzanna " +
    "Łukasz Șerban Ștefan Ștefania " +
    "Єва Євген Єлизавета Єлисавета Єлисей Єфрем Іван Ігнат Ігор Ігорь Ілля Інна Ірена Ірина Аарон Августин Аврелій " +
    "Ада Адам Алевтин Алла Альберт Альбіна Аліна Амалія Амвросій Анастасія Анатолій Андрій Анжела Анна Антон Аніта " +
    "Аркадій Арсен Артем Артур Богдан Богданна Богодар Богуслав Богуслава Болеслав Борис Борислав Вʼячеслав Вадим " +
    "Валентин Валентина Валерій Валя Ваня Варвара Варфоломій Василина Василь Венедикт Веніямин Владислав Вова " +
    "Володимир Володимира Володя Віка Віктор Вікторія Віолетта Віталій Гаврило Галина Галя Ганна Геннадій Георгій " +
    "Герман Гліб Гордій Григорій Давид Дан Данило Дарина Даша Демʼян Демид Денис Дмитро Діана Діма Едита Едуард " +
    "Емілія Еріка Женя Захар Зиновій Златослава Зорян Йосип Камілла Катерина Катя Кирило Клавдія Климент Коля " +
    "Костянтин Кіра Лариса Левко Леон Леонтій Леонід Леопольд Леся Лукʼян Люда Людмила Ліда Ліза Лілія Макар Максим " +
    "Марʼяна Марина Марко Марта Мартин Маруся Марійка Марія Маша Микита Миколай Мирон Мирослав Михайлина Михайло " +
    "Мілена Міша Назар Настя Наталка Наталя Наталія Нестор Ніна Одарка Оксана Оксенія Олег Олекса Олександр " +
    "Олександра Олексій Олена Оленка Олесь Олеся Ольга Оля Омелян Онисим Опанас Орест Орина Орися Орхип Остап Охрім " +
    "Павло Панас Пантелеймон Пармен Петро Пилип Поліна Прохір Пріска Раїса Розалія Роксолана Ростислав Руслан Саша " +
    "Сашко Святослав Святослава Свєта Світлана Семен Сергій Симон Сніжана Соломон Соломія Соня Софія Станіслав Степан " +
    "Степанія Стефан Таня Тарас Таїсія Теодор Тереза Тетяна Тимофій Толя Трохим Устим Федір Феофан Франц Христина Юля " +
    "Юлія Юрко Юрій Юстим Юстина Юхим Яків Яна Ярема Ярина Ярослав Ярослава "
  )
    .trim()
    .split(" "),
);
