CREATE TABLE `file_total` (
	`id` integer PRIMARY KEY NOT NULL,
	`files` integer NOT NULL,
	`bytes` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `file_total` SELECT 1, count(*), coalesce(sum(`size`), 0) FROM `file`;
--> statement-breakpoint
CREATE TRIGGER `file_total_add` AFTER INSERT ON `file`
BEGIN
  UPDATE `file_total` SET `files` = `files` + 1, `bytes` = `bytes` + NEW.`size`;
END;
--> statement-breakpoint
CREATE TRIGGER `file_total_take` AFTER DELETE ON `file`
BEGIN
  UPDATE `file_total` SET `files` = `files` - 1, `bytes` = `bytes` - OLD.`size`;
END;
