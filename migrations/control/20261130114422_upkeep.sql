CREATE TABLE `upkeep` (
	`committeeId` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`files` integer NOT NULL,
	`bytes` integer NOT NULL,
	`lost` integer NOT NULL,
	`damaged` integer NOT NULL
);

