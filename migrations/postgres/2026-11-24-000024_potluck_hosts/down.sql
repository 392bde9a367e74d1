DROP INDEX actors_potluck_hosts;
