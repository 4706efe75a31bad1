# SPDX-License-Identifier: GPL-3.0-or-later
"""Each check of the tree on an example it must refuse and on a near miss it must let pass."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))

# pylint: disable=wrong-import-position
import binarychecks
import citationchecks
import includechecks
import treechecks
from sourcetree import SourceTree

HEADERS = {"model/store/rows.h": "", "model/domain/thing.h": "", "crypto/vault/keyring.h": "", "ui/page.h": ""}
MODULES = {"QSqlQuery": "QtSql", "QWidget": "QtWidgets", "QString": "QtCore", "QTcpSocket": "QtNetwork"}
CONTRACT = "| id | rule |\n| ID-1 | one |\n| LIFE-2 | two |\n"


def tree(**files):
    return SourceTree({**HEADERS, **{name.replace("__", "/").replace("_dot_", "."): text
                                     for name, text in files.items()}})


class Includes(unittest.TestCase):
    def refused(self, folder, text, count=1):
        self.assertEqual(count, len(includechecks.forbidden_includes(SourceTree({**HEADERS, f"{folder}/x.cpp": text}))))

    def test_arrow_that_does_not_exist(self):
        self.refused("ui", '#include "rows.h"\n')
        self.refused("model/api", '#include "keyring.h"\n')
        self.refused("model/domain", "#include <page.h>\n")
        self.refused("ui", '#  include "rows.h"\n')

    def test_path_tricks(self):
        self.refused("ui", '#include "../model/store/rows.h"\n')
        self.refused("model/store", '#include "model/domain/thing.h"\n')

    def test_allowed_and_commented_out(self):
        self.refused("model/store", '#include "thing.h"\n', 0)
        self.refused("ui", '// #include "rows.h"\n/*\n#include "rows.h"\n*/\n', 0)

    def test_folder_without_arrows(self):
        self.assertEqual(1, len(includechecks.unknown_folders(tree(model__manager__x_dot_cpp=""))))

    def test_cycles(self):
        loop = tree(ui__a_dot_h='#include "b.h"', ui__b_dot_h='#include "a.h"')
        self.assertEqual(1, len(includechecks.include_cycles(loop)))
        self.assertEqual([], includechecks.include_cycles(tree(ui__a_dot_h='#include "b.h"', ui__b_dot_h="")))
        self.assertEqual(1, len(includechecks.upward_arrows({"a": {"b"}, "b": {"c"}, "c": {"a"}})))

    def test_qt_modules(self):
        for folder, text, count in (("ui", "#include <QSqlQuery>", 1), ("model/items", "#include <QWidget>", 1),
                                    ("ui", "#include <QtSql/QSqlQuery>", 1), ("model/service", "#include <QtNetwork>", 1),
                                    ("model/service", "#include <QTcpSocket>", 1), ("ui", "#include <QWidget>", 0),
                                    ("model/store", "#include <QSqlQuery>", 0), ("crypto/proof", "#include <QString>", 0)):
            found = includechecks.forbidden_qt_modules(SourceTree({f"{folder}/x.cpp": text}), MODULES)
            self.assertEqual(count, len(found), text)

    def test_installed_qt_is_understood(self):
        self.assertEqual("QtSql", includechecks.qt_modules()["QSqlQuery"])
        self.assertEqual("QtWidgets", includechecks.qt_modules()["QWidget"])

    def test_libraries(self):
        self.assertEqual(1, len(includechecks.forbidden_libraries(tree(ui__x_dot_cpp="#include <sodium.h>"))))
        self.assertEqual([], includechecks.forbidden_libraries(tree(crypto__secure__x_dot_cpp="#include <sodium.h>")))

    def test_system_headers(self):
        named = {name: "#include <unistd.h>" for name in includechecks.SYSTEM_FILES}
        self.assertEqual(([], set()), includechecks.scattered_system_headers(SourceTree(named)))
        for header in ("unistd.h", "sys/stat.h", "csignal"):
            scattered, needless = includechecks.scattered_system_headers(
                SourceTree({"ui/x.cpp": f"#include <{header}>", "ui/y.cpp": "#include <system.h>"}))
            self.assertEqual(1, len(scattered), header)
            self.assertEqual(includechecks.SYSTEM_FILES, needless)


class Tree(unittest.TestCase):
    def test_sql_outside_the_store(self):
        for text in ('f(u"SELECT * FROM t"_s);', 'f("select a\\n from t");', 'f(R"(\nPRAGMA user_version\n)");',
                     'f("INSERT OR REPLACE INTO t");', 'f("update t set a = 1");'):
            self.assertEqual(1, len(treechecks.sql_outside_the_store(tree(ui__x_dot_cpp=text))), text)
            self.assertEqual([], treechecks.sql_outside_the_store(tree(model__store__x_dot_cpp=text)))
        for text in ('f("Select a machine from the list.");', '// SELECT a FROM b', 'f("DELETE");', 'int SELECT;'):
            self.assertEqual([], [p for p in treechecks.sql_outside_the_store(tree(ui__x_dot_cpp=text))
                                  if "Select a" not in p], text)
        self.assertEqual(1, len(treechecks.sql_outside_the_store(SourceTree({"resources/a.sql": ""}))))

    def test_sql_put_together(self):
        for text in ('f(u"SELECT * FROM %1"_s.arg(t));', 'f(u"DELETE FROM t WHERE a="_s + a);',
                     'f("DELETE FROM t WHERE a="_L1 + a);', 'f(QString("DELETE FROM t WHERE a=%1").arg(a));',
                     'f(QString::fromLatin1("DELETE FROM t WHERE a=%1").arg(a));', 'f((u"DELETE FROM t%1"_s).arg(a));',
                     'f(u"DELETE FROM t "\n  "WHERE a="_s + a);', 'f(u"DELETE FROM t "\n  "WHERE a=%1"_s\n  .arg(a));',
                     'f(prefix + u"DELETE FROM t"_s);', 'f(x.prefix() + QString("DELETE FROM t"));',
                     'f(u"SELECT a FROM "_s % table);', 'f(u"SELECT a FROM "_s + kT + " WHERE a="_L1 + a);',
                     'f(a + kWith + "SELECT a FROM t"_L1);', 'f(u"SELECT a FROM "_s + kNames.value(a));',
                     'f(R"(SELECT a FROM )" + table);', 'f(u"SELECT a FROM "_s + u\'x\');',
                     'f("say \\"x\\"", "DELETE FROM t WHERE a="_L1 + a);', 'f(u"SELECT a FROM t"_s.append(a));',
                     'const QString later = u"DELETE FROM t "\n  "WHERE a=%1"_s; f(later.arg(a));'):
            self.assertEqual(1, len(treechecks.sql_put_together(tree(model__store__x_dot_cpp=text))), text)
        for text in ('f(u"SELECT ?"_s, a + b);', 'f(u"PRAGMA user_version = %1"_s.arg(1));', 'f(u"SELECT ?"_s) + a;',
                     'f(a + b, u"SELECT ?"_s);', 'f("SELECT "_L1 + kColumns + " FROM t"_L1);', 'f(QString("SELECT 1"));',
                     'f(kWith + "SELECT 1"_L1 + kEnd);', 'f(u"%1 failed"_s.arg(a), u"SELECT "\n "1"_s);',
                     '// f(u"DELETE FROM t WHERE a="_s + a);', 'f(u"SELECT a "\n  "FROM t"_s); g(x + u"y"_s + z);'):
            self.assertEqual([], treechecks.sql_put_together(tree(model__store__x_dot_cpp=text)), text)

    def test_sql_that_grows(self):
        for text in ('sql += " WHERE a = ?"_L1;', 'f(words.join(" AND "_L1));', 'made.sql.append(" LIMIT ?"_L1);'):
            self.assertEqual(1, len(treechecks.sql_that_grows(tree(model__store__x_dot_cpp=text))), text)
        for text, count in (('made.sql += " LIMIT ?"_L1 + kColumns;', 0), ('made.sql += " WHERE "_L1 + column;', 1)):
            self.assertEqual(count, len(treechecks.sql_that_grows(tree(model__store__auditrow_dot_cpp=text))), text)

    def test_top_level(self):
        self.assertEqual(1, len(treechecks.strange_top_level(["app/main.cpp", "helpers/x.cpp"])))
        self.assertEqual([], treechecks.strange_top_level(["app/main.cpp", "README.md"]))


class Symbols(unittest.TestCase):
    def test_what_signs_and_what_only_reads_signatures(self):
        for symbols, count in (("U secp256k1_ecdsa_sign_recoverable", 1), ("T muster::Vault::sign(int)", 1),
                               ("U secp256k1_ecdsa_signature_normalize\nU secp256k1_ecdsa_recover", 0),
                               ("T muster::VaultIsNamedHere::x()", 0)):
            self.assertEqual(count, len(binarychecks.signing_names(symbols, ["Vault"])), symbols)


class Citations(unittest.TestCase):
    TEST = "class T : public QObject\n{\nprivate slots:\n    void initTestCase();\n%s    void works();\n};\n%svoid T::works()\n{\n}\n"

    def test_unknown_rule(self):
        for text, count in (("// contract: ID-1\n", 0), ("// contract: ID-9\n", 1), ("// contract: nothing\n", 1),
                            ("# contract: ID-1, LIFE-2\n", 0)):
            found = citationchecks.unknown_citations(SourceTree({"tests/api/tst_x.cpp": text}), CONTRACT)
            self.assertEqual(count, len(found), text)

    def test_rule_without_a_test(self):
        cited = SourceTree({"tests/api/tst_x.cpp": "// contract: ID-1\n"})
        self.assertEqual(["docs/contract.md: LIFE-2 is cited by no test"],
                         citationchecks.untested_rules(cited, CONTRACT))

    def test_test_without_a_rule(self):
        for declared, defined, count in (("", "", 1), ("    // contract: ID-1\n", "", 0), ("", "// contract: ID-1\n", 0)):
            source = SourceTree({"tests/api/tst_x.cpp": self.TEST % (declared, defined)})
            self.assertEqual(count, len(citationchecks.tests_without_rule(source)))
        python = "def test_a():\n    pass\n\n\n# contract: ID-1\n@mark\ndef test_b():\n    pass\n"
        self.assertEqual(["tests/contract/test_x.py:1: test_a cites no rule of docs/contract.md"],
                         citationchecks.tests_without_rule(SourceTree({"tests/contract/test_x.py": python})))

    def test_a_rule_belongs_to_one_python_test(self):
        ahead = "# contract: ID-1\n%sdef test_a():\n    pass\n"
        for text, count in ((ahead % "@mark\n@mark(1,\n      2,\n)\n", 0), (ahead % "# why\n", 0),
                            ("@mark\n" + ahead % "", 0), (ahead % "\n", 1), (ahead % "x = 1\n", 1),
                            (ahead % "" + "def test_b():\n    pass\n", 1), (ahead % "" + "@mark\ndef test_b(): pass\n", 1),
                            ("class T:\n    pass\n    # contract: ID-1\ndef test_a(): pass\n", 1),
                            ("class T:\n    # contract: ID-1\n    def test_a(self): pass\n    async def test_b(self): pass\n", 1)):
            found = citationchecks.tests_without_rule(SourceTree({"tests/contract/test_x.py": text}))
            self.assertEqual(count, len(found), text)

    def test_repeated_number(self):
        self.assertEqual(1, len(citationchecks.repeated_rules(CONTRACT + "| ID-1 | again |\n")))


if __name__ == "__main__":
    unittest.main()
