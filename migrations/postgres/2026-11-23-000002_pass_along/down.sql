DROP TABLE passings;
DROP TABLE passed_along;
