# SPDX-License-Identifier: GPL-3.0-or-later
"""The project judged by the checks beside this file. MUSTER_API_ARCHIVE and MUSTER_SERVER name what was built."""
import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))

# pylint: disable=wrong-import-position
import binarychecks
import citationchecks
import includechecks
import treechecks
from sourcetree import listed_paths, project


class TheTree(unittest.TestCase):
    def judge(self, problems):
        if problems:
            self.fail("\n" + "\n".join(problems))

    def test_includes_follow_the_arrows(self):
        self.judge(includechecks.forbidden_includes(project()))

    def test_every_folder_has_arrows(self):
        self.judge(includechecks.unknown_folders(project()))

    def test_arrows_never_point_up(self):
        self.judge(includechecks.upward_arrows())

    def test_no_include_cycle(self):
        self.judge(includechecks.include_cycles(project()))

    def test_qt_modules_stay_in_their_folders(self):
        self.judge(includechecks.forbidden_qt_modules(project()))

    def test_libraries_stay_in_their_folders(self):
        self.judge(includechecks.forbidden_libraries(project()))

    def test_system_calls_stay_in_their_files(self):
        scattered, needless = includechecks.scattered_system_headers(project())
        self.judge(scattered)
        self.assertEqual(set(), needless, "SYSTEM_FILES names files that need no header of the system")

    def test_sql_stays_in_the_store(self):
        self.judge(treechecks.sql_outside_the_store(project()))

    def test_no_statement_is_put_together(self):
        self.judge(treechecks.sql_put_together(project()))
        self.judge(treechecks.sql_that_grows(project()))

    def test_top_level_of_the_tracked_tree(self):
        self.judge(treechecks.strange_top_level(listed_paths(tracked_only=True)))


class TheContract(unittest.TestCase):
    def setUp(self):
        self.contract = project().text("docs/contract.md")

    def judge(self, problems):
        if problems:
            self.fail("\n" + "\n".join(problems))

    def test_numbers_are_unique(self):
        self.assertTrue(citationchecks.rules(self.contract))
        self.judge(citationchecks.repeated_rules(self.contract))

    def test_citations_name_rules(self):
        self.judge(citationchecks.unknown_citations(project(), self.contract))

    def test_every_rule_is_tested(self):
        self.judge(citationchecks.untested_rules(project(), self.contract))

    def test_every_test_names_its_rule(self):
        self.judge(citationchecks.tests_without_rule(project()))


@unittest.skipUnless("MUSTER_API_ARCHIVE" in os.environ, "run by ctest, which names what was built")
class TheBinaries(unittest.TestCase):
    def setUp(self):
        self.classes = binarychecks.vault_classes(project())
        self.assertTrue(self.classes)

    def test_api_cannot_sign(self):
        self.assertEqual([], binarychecks.vault_symbols(os.environ["MUSTER_API_ARCHIVE"], self.classes))

    def test_server_cannot_sign(self):
        self.assertEqual([], binarychecks.vault_symbols(os.environ["MUSTER_SERVER"], self.classes))

    def test_vault_archive_shows_that_the_check_sees(self):
        self.assertIn("secp256k1_ecdsa_sign_recoverable", binarychecks.vault_symbols(os.environ["MUSTER_VAULT_ARCHIVE"],
                                                                                    self.classes))

    def test_server_needs_no_display(self):
        self.assertEqual([], binarychecks.display_libraries(os.environ["MUSTER_SERVER"]))

    def test_window_shows_that_the_check_sees(self):
        self.assertIn("libQt6Widgets.so", binarychecks.display_libraries(os.environ["MUSTER_WINDOW"]))


if __name__ == "__main__":
    unittest.main()
