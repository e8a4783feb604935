DROP INDEX `consignment_reply`;--> statement-breakpoint
CREATE INDEX `consignment_sent` ON `consignment` (`senderId`,`at`);