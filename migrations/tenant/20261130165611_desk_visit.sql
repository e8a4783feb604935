CREATE TABLE `desk_visit` (
	`memberId` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`before` integer NOT NULL
);

