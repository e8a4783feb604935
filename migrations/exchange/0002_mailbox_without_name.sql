ALTER TABLE `mailbox` DROP COLUMN `handle`;--> statement-breakpoint
ALTER TABLE `mailbox` DROP COLUMN `name`;