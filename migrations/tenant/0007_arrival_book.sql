CREATE TABLE `arrival_book` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`period` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
-- The book every committee opens with.
INSERT INTO `arrival_book` (`id`, `name`, `period`) VALUES ('main', 'Sổ đăng ký văn bản đến', 'year');
