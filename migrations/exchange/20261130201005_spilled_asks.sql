CREATE TABLE `spill_sealed` (
	`spillId` text NOT NULL,
	`place` text NOT NULL,
	`row` integer NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`spillId`, `place`, `row`)
);

--> statement-breakpoint
CREATE INDEX `spill_sealed_row` ON `spill_sealed` (`place`,`row`);
--> statement-breakpoint
ALTER TABLE `ask_text` ADD `sealed` text;
--> statement-breakpoint
ALTER TABLE `spill_place` ADD `side` text DEFAULT 'delivery' NOT NULL;
