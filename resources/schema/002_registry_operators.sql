-- SPDX-License-Identifier: GPL-3.0-or-later
-- Anybody may ask for an operator's machines, so that answer must not read the whole table.

CREATE INDEX registry_of_operator ON registry (operator, length(identity), identity) WHERE active = 1
--;
PRAGMA user_version = 2
