DROP INDEX `delivery_board`;--> statement-breakpoint
CREATE INDEX `delivery_board` ON `delivery` (`consignmentId`,`status`,`recipientName`,`recipientId`);