CREATE INDEX `routing_rule_ended` ON `routing_rule` (`endedAt`) WHERE endedAt is not null;
