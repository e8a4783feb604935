ALTER TABLE `membership` ADD `active` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `membership` ADD `changedAt` integer DEFAULT 0 NOT NULL;