CREATE TABLE `attached_file` (
	`ofId` text NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	PRIMARY KEY(`ofId`, `sha256`)
);

--> statement-breakpoint
CREATE INDEX `attached_file_sha` ON `attached_file` (`sha256`);
