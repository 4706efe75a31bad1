# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule of `./dev lint` on an example it must refuse and on a near miss it must let pass."""
import unittest

import cpptext
import sourcerules
from sourcetree import SourceTree

MARK = "// SPDX-License-Identifier: GPL-3.0-or-later\n"


def found(rule, path, text):
    return len(rule(SourceTree({path: text})))


class Rules(unittest.TestCase):
    def judge(self, rule, path, *cases):
        for count, text in cases:
            self.assertEqual(count, found(rule, path, text), text)

    def test_licence_lines(self):
        self.judge(sourcerules.licence_lines, "ui/a.cpp", (0, MARK + "int a;\n"), (1, "int a;\n"))
        others = SourceTree({"resources/x/LICENSE.txt": "", "resources/x/a.svg": "<svg/>", "resources/b.svg": "<svg/>"})
        self.assertEqual(["resources/b.svg:1: the SPDX line is missing"], sourcerules.licence_lines(others))

    def test_pictures(self):
        shown = {"README.md": "![A fleet](docs/images/a-b.png)\n", "docs/images/a-b.png": ""}
        self.assertEqual([], sourcerules.pictures(SourceTree(shown)))
        self.assertEqual(1, len(sourcerules.pictures(SourceTree({**shown, "docs/images/old.png": ""}))))
        self.assertEqual(1, len(sourcerules.pictures(SourceTree({"README.md": shown["README.md"]}))))

    def test_file_lengths(self):
        self.judge(sourcerules.file_lengths, "ui/a.cpp", (0, "\n" * 400), (1, "\n" * 401))

    def test_function_lengths(self):
        body = "    f();\n"
        self.judge(sourcerules.function_lengths, "ui/a.cpp",
                   (0, "int A::b(int c) const\n{\n" + body * 56 + "}\n"),
                   (1, "int A::b(int c) const\n{\n" + body * 57 + "}\n"),
                   (1, "A::A(int c)\n    : m_a{c}\n    , m_b(c)\n{\n" + body * 57 + "}\n"),
                   (1, "namespace x {\nauto f = [](int a) {\n" + body * 60 + "};\n}\n"),
                   (0, "namespace x {\n" + body * 80 + "}\n"),
                   (0, "class A\n{\n" + "    int f();\n" * 80 + "};\n"))

    def test_functions_are_told_from_other_braces(self):
        text = ("namespace m {\nconstexpr std::array k{\n    A{B::C, \"{\"},\n};\nenum class E { A, B };\n"
                "struct S : public T\n{\n    S() : m_a{1}, m_b{} {}\n    int f() const override { return 1; }\n};\n"
                "template <typename T>\nauto g(T t) -> std::vector<T>\n{\n    return {t};\n}\n"
                "const char *r = R\"x(void no() { )x\";\n} // namespace\n")
        self.assertEqual(["S() : m_a{1}, m_b{}", "int f() const override",
                          "template <typename T> auto g(T t) -> std::vector<T>"],
                         [signature for _, _, signature in cpptext.functions(text)])

    def test_forbidden_words_in_code(self):
        refused = ["f(SIGNAL(b()));", "f(SLOT(d()));", "QEventLoop loop;", "QThread::msleep(5);",
                   "QTest::qSleep(5);", "QTest::qWait(50);", "std::this_thread::sleep_for(1s);", "usleep(5);", "QSKIP(x);",
                   "QMessageBox::warning(this, a, b);", "QFileDialog::getOpenFileName(this);", "delete thing;",
                   "dialog.exec();", "QCoreApplication::processEvents();", "try { f(); } catch (...) {}"]
        self.judge(sourcerules.forbidden_words, "ui/a.cpp", *((1, text) for text in refused))
        self.judge(sourcerules.forbidden_words, "ui/a.cpp", (0, "A(const A &) = delete;"), (0, '// QEventLoop\n"QSKIP("'),
                   (0, "QTest::qWaitForWindowExposed(w);"), (0, "QTest::qWait(0);"), (0, "timer.sleepTime();"))
        self.judge(sourcerules.forbidden_words, "model/store/a.cpp", (0, "query.exec();"))
        self.judge(sourcerules.forbidden_words, "app/a.cpp", (0, "application.exec();"), (1, "menu.exec(place);"))

    def test_forbidden_words_in_text(self):
        word, home, work, issue = "TO" + "DO", "/ho" + "me/someone/x", "/wo" + "rk/x", "iss" + "ue 3"
        self.judge(sourcerules.forbidden_words, "ui/a.cpp", (1, f"// {word} later"), (1, f"// {home}"), (1, f"// {work}"),
                   (1, f"// {issue}"), (0, "// the issues of an input"), (0, "// some/work/x"))
        self.judge(sourcerules.forbidden_words, "README.md", (1, f"see {work}"), (0, "see docs"))

    def test_contextless_connects(self):
        self.judge(sourcerules.contextless_connects, "ui/a.cpp",
                   (1, "connect(a, &A::b, [this] { f(1, 2); });"), (1, "QObject::connect(a, &A::b,\n    functor);"),
                   (1, "connect(a, qOverload<int>(&A::b), [] {});"), (0, "connect(a, &A::b, this, [this] {});"),
                   (0, "connect(a, &A::b, c, &C::d);"), (0, "::connect(socket, &address, size);"[2:].replace("&", "")),
                   (0, "reconnect(a, &A::b, c());"))

    def test_header_names(self):
        good = "#pragma once\n"
        self.judge(sourcerules.header_names, "ui/page.h", (0, good), (1, ""))
        self.judge(sourcerules.header_names, "ui/signal.h", (1, good))
        self.judge(sourcerules.header_names, "ui/Page.h", (1, good))
        twice = SourceTree({"ui/page.h": good, "tests/ui/page.h": good})
        self.assertEqual(1, len(sourcerules.header_names(twice)))

    def test_own_header_first(self):
        for count, text in ((0, '#include "a.h"\n#include "b.h"\n'), (1, '#include "b.h"\n#include "a.h"\n')):
            tree = SourceTree({"ui/a.h": "", "ui/b.h": "", "ui/a.cpp": text})
            self.assertEqual(count, len(sourcerules.own_header_first(tree)))


class Text(unittest.TestCase):
    def test_offsets_and_lines_stay(self):
        text = 'a /* x\n" */ = "b // c"; // d\nint e = 1\'000; char f = \'"\';\nauto g = R"(\n// h\n)";\n'
        code = cpptext.code_only(text)
        self.assertEqual(len(text), len(code))
        self.assertEqual(text.count("\n"), code.count("\n"))
        self.assertNotIn("//", code)
        self.assertIn("e = 1", code)
        self.assertEqual(["b // c", "\n// h\n"], [literal for _, literal in cpptext.string_literals(text)])

    def test_includes(self):
        text = '#include "a.h"\n#  include <b>\n// #include "c.h"\n/*\n#include "d.h"\n*/\n'
        self.assertEqual([(1, "a.h", True), (2, "b", False)], cpptext.includes(text))


if __name__ == "__main__":
    unittest.main()
