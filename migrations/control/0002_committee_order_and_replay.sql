CREATE TABLE `replay` (
	`personId` text NOT NULL,
	`key` text NOT NULL,
	`hash` text NOT NULL,
	`answer` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`personId`, `key`)
);
--> statement-breakpoint
CREATE INDEX `replay_at` ON `replay` (`at`);--> statement-breakpoint
CREATE TABLE `__new_committee` (
	`rowid` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`handle` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`suffix` text NOT NULL,
	`place` text NOT NULL,
	`sortKey` text NOT NULL,
	`state` text NOT NULL,
	`setup` text,
	`superiorId` text,
	`superiorState` text,
	`superiorAskedAt` integer,
	`location` text,
	`schemaVersion` integer DEFAULT 0 NOT NULL,
	`createdBy` text NOT NULL,
	`createdAt` integer NOT NULL,
	`editedAt` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_committee`("rowid", "id", "handle", "name", "kind", "suffix", "place", "sortKey", "state", "setup", "superiorId", "superiorState", "superiorAskedAt", "location", "schemaVersion", "createdBy", "createdAt", "editedAt") SELECT "rowid", "id", "handle", "name", "kind", "suffix", "place", "sortKey", "state", "setup", "superiorId", "superiorState", "superiorAskedAt", "location", "schemaVersion", "createdBy", "createdAt", 0 FROM `committee`;--> statement-breakpoint
DROP TABLE `committee`;--> statement-breakpoint
ALTER TABLE `__new_committee` RENAME TO `committee`;--> statement-breakpoint
CREATE UNIQUE INDEX `committee_id` ON `committee` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `committee_handle` ON `committee` (`handle`);--> statement-breakpoint
CREATE INDEX `committee_superior` ON `committee` (`superiorId`,`superiorState`,`sortKey`,`id`);--> statement-breakpoint
CREATE INDEX `committee_order` ON `committee` (`sortKey`,`id`) WHERE state <> 'provisioning';--> statement-breakpoint
CREATE INDEX `committee_kind` ON `committee` (`kind`,`sortKey`,`id`) WHERE state <> 'provisioning';--> statement-breakpoint
CREATE INDEX `committee_unfinished` ON `committee` (`createdAt`) WHERE state = 'provisioning';--> statement-breakpoint
CREATE INDEX `committee_creator` ON `committee` (`createdBy`,`createdAt`);--> statement-breakpoint
CREATE INDEX `committee_schema` ON `committee` (`schemaVersion`,`id`);--> statement-breakpoint
-- Search rows are found by the rowid of the committee, so that changing one does not scan them all.
CREATE VIRTUAL TABLE new_committee_search USING fts5(text, tokenize = 'unicode61 remove_diacritics 0');
--> statement-breakpoint
INSERT INTO new_committee_search (rowid, text) SELECT c.rowid, s.text FROM committee_search s JOIN committee c ON c.id = s.committeeId;
--> statement-breakpoint
DROP TABLE committee_search;
--> statement-breakpoint
ALTER TABLE new_committee_search RENAME TO committee_search;
