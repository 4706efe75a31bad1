-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the registry says of a machine's credit; empty: it is not rated.

ALTER TABLE registry ADD COLUMN rating TEXT NOT NULL DEFAULT ''
    CHECK (rating IN ('', 'AAA', 'AA', 'A', 'BBB', 'BB', 'B'))
--;
PRAGMA user_version = 5
