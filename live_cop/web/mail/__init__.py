"""E-mailing the report, the next date or the recommendations to the people on the attendance list."""
