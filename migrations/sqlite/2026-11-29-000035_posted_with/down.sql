DROP TABLE status_apps;
