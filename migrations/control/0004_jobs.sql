CREATE TABLE `job` (
	`name` text PRIMARY KEY NOT NULL,
	`ranAt` integer NOT NULL,
	`cursor` text DEFAULT '' NOT NULL
);
