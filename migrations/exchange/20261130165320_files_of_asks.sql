CREATE TABLE `ask_file` (
	`sendingId` text NOT NULL,
	`position` integer NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`blocks` text,
	PRIMARY KEY(`sendingId`, `position`)
);

