DROP TABLE resources;
DROP TABLE places;
