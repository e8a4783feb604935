CREATE TABLE `committee_name` (
	`committeeId` text NOT NULL,
	`name` text NOT NULL,
	`nameWords` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`committeeId`, `name`)
);

