CREATE TABLE `sealed` (
	`spillId` text NOT NULL,
	`place` text NOT NULL,
	`row` integer NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`spillId`, `place`, `row`)
);

--> statement-breakpoint
CREATE TABLE `spill` (
	`id` text PRIMARY KEY NOT NULL,
	`side` text NOT NULL,
	`subjectId` text NOT NULL,
	`notation` text NOT NULL,
	`typeName` text NOT NULL,
	`documentIds` text NOT NULL,
	`deliveryId` text,
	`origin` text NOT NULL,
	`found` text NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`byId` text NOT NULL,
	`byName` text NOT NULL,
	`decidedAt` integer,
	`decidedBy` text,
	`reason` text
);

--> statement-breakpoint
CREATE UNIQUE INDEX `spill_open` ON `spill` (`subjectId`) WHERE state = 'locked';
--> statement-breakpoint
CREATE INDEX `spill_subject` ON `spill` (`subjectId`,`at`);
--> statement-breakpoint
CREATE INDEX `spill_at` ON `spill` (`at`);
