// SPDX-License-Identifier: GPL-3.0-or-later
#include "glossary.h"

#include "glossarydialog.h"
#include "machinetablemodel.h"
#include "windowfixture.h"
#include "wordhelp.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDirIterator>
#include <QHeaderView>
#include <QHelpEvent>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>
#include <QTextBrowser>
#include <QToolTip>
#include <QWhatsThis>

using namespace muster;
using namespace Qt::StringLiterals;

class TestGlossary : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyTermIsOneSentenceInOrder();
    void everyFieldOfARecordIsATerm();
    void everyTermIsUsedInTheProgram();
    void findsWordsAndNotPartsOfThem();
    void everyTextOfTheWindowExplainsItsTerms();
    void headersExplainTheirColumns();
    void ownToolTipsStay();
    void f1OpensTheWordsOfTheWindow();
    void whatsThisLinksToTheGlossary();

private:
    static QStringList names(const QString &text);
    std::unique_ptr<WordHelp> m_help;
};

void TestGlossary::initTestCase()
{
    m_help = std::make_unique<WordHelp>(*qApp);
    QVERIFY(!Glossary::ofTheProgram().terms().isEmpty());
}

QStringList TestGlossary::names(const QString &text)
{
    QStringList found;
    for (const Glossary::Term &term : Glossary::ofTheProgram().occurringIn(text))
        found.append(term.name);
    return found;
}

void TestGlossary::everyTermIsOneSentenceInOrder()
{
    QString before;
    for (const Glossary::Term &term : Glossary::ofTheProgram().terms()) {
        QVERIFY2(QString::compare(before, term.name, Qt::CaseInsensitive) < 0, qPrintable(term.name));
        QVERIFY2(term.sentence.endsWith(u'.'), qPrintable(term.name));
        QVERIFY2(!term.sentence.contains(". "_L1), qPrintable(term.name));
        QVERIFY2(term.sentence.size() <= 160, qPrintable(term.name));
        before = term.name;
    }
}

void TestGlossary::everyFieldOfARecordIsATerm()
{
    // Words that everybody knows.
    const QSet<QString> plain{u"id"_s, u"displayName"_s, u"createdAt"_s, u"updatedAt"_s};
    QFile file(u"resources/openapi.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject machine =
        QJsonDocument::fromJson(file.readAll())["components"_L1]["schemas"_L1]["Machine"_L1].toObject();
    const QStringList properties = machine["properties"_L1].toObject().keys();
    QVERIFY(properties.size() > 8);
    static const QRegularExpression capital(u"([A-Z])"_s);
    for (const QString &property : properties) {
        const QString words = QString(property).replace(capital, u" \\1"_s).toLower();
        QVERIFY2(plain.contains(property) || !names(words).isEmpty(), qPrintable(property));
    }
    const QSet<QString> plainHeaders{u"Name"_s, u"Updated"_s, u"Created"_s};
    const MachineTableModel model;
    for (int column = 0; column < model.columnCount(); ++column) {
        const QString header = model.headerData(column, Qt::Horizontal).toString();
        QVERIFY2(plainHeaders.contains(header) || !names(header).isEmpty(), qPrintable(header));
    }
}

/// The texts of one source that a person may read: all of a widget, elsewhere what is a sentence.
static QString textsOf(const QString &source, bool ofAWidget)
{
    static const QRegularExpression literal(uR"re((?:"(?:[^"\\\n]|\\.)*"\s*)+)re"_s);
    static const QRegularExpression seam(uR"re("\s*")re"_s);
    QString all;
    auto texts = literal.globalMatch(source);
    while (texts.hasNext()) {
        const QString text = texts.next().captured().remove(seam);
        if (ofAWidget || text.count(u' ') >= 2)
            all += text + u'\n';
    }
    return all;
}

static QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

static QString textsOfTheProgram()
{
    QString all = contentOf(u"README.md"_s);
    for (const QString &folder : {u"ui"_s, u"app"_s, u"model"_s, u"crypto"_s}) {
        QDirIterator sources(folder, {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (sources.hasNext())
            all += textsOf(contentOf(sources.next()), folder == "ui"_L1);
    }
    return all;
}

void TestGlossary::everyTermIsUsedInTheProgram()
{
    const QString texts = textsOfTheProgram();
    QVERIFY(texts.size() > 10'000);
    const QStringList used = names(texts);
    for (const Glossary::Term &term : Glossary::ofTheProgram().terms())
        QVERIFY2(used.contains(term.name), qPrintable(term.name));
}

void TestGlossary::findsWordsAndNotPartsOfThem()
{
    QCOMPARE(names(u"&Identity reference:"_s), QStringList{u"Identity reference"_s});
    QCOMPARE(names(u"Identities and their Controllers"_s), (QStringList{u"Identity"_s, u"Controller"_s}));
    QCOMPARE(names(u"Con&troller"_s), QStringList{u"Controller"_s});
    QCOMPARE(names(u"labelled, drafty, keyed"_s), QStringList());
    QCOMPARE(names({}), QStringList());
}

void TestGlossary::everyTextOfTheWindowExplainsItsTerms()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    int explained = 0;
    for (QWidget *part : fixture.window->findChildren<QWidget *>()) {
        const QPoint middle = part->rect().center();
        if (!part->isVisible() || names(WordHelp::textAt(*part, middle)).isEmpty())
            continue;
        QHelpEvent asked(QEvent::QueryWhatsThis, middle, part->mapToGlobal(middle));
        asked.ignore();
        QApplication::sendEvent(part, &asked);
        QVERIFY2(asked.isAccepted(), qPrintable(part->objectName()));
        ++explained;
    }
    QVERIFY(explained >= 5);
}

void TestGlossary::headersExplainTheirColumns()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    const QHeaderView *header = fixture.table()->horizontalHeader();
    QWidget *place = header->viewport();
    int section = -1;
    for (int column = 0; column < header->count(); ++column) {
        if (header->model()->headerData(column, Qt::Horizontal).toString() == "Status"_L1)
            section = column;
    }
    QVERIFY(section >= 0);
    const QPoint position(header->sectionViewportPosition(section) + 5, 5);
    QCOMPARE(WordHelp::textAt(*place, position), u"Status"_s);
    QHelpEvent hover(QEvent::ToolTip, position, place->mapToGlobal(position));
    QApplication::sendEvent(place, &hover);
    QVERIFY2(QToolTip::text().contains(u"Where a machine stands in its life"_s),
             qPrintable(QToolTip::text()));
    QToolTip::hideText();
}

void TestGlossary::ownToolTipsStay()
{
    QWidget window;
    QLabel label(u"Controller"_s, &window);
    label.setToolTip(u"Mine"_s);
    window.show();
    QHelpEvent hover(QEvent::ToolTip, {1, 1}, label.mapToGlobal(QPoint(1, 1)));
    QApplication::sendEvent(&label, &hover);
    QCOMPARE(QToolTip::text(), u"Mine"_s);
    label.setToolTip({});
    QApplication::sendEvent(&label, &hover);
    QVERIFY(QToolTip::text().contains(u"decides over an identity"_s));
    QToolTip::hideText();
}

void TestGlossary::f1OpensTheWordsOfTheWindow()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QTest::keyClick(fixture.window.get(), Qt::Key_F1);
    QTRY_VERIFY(fixture.dialog(u"glossaryDialog"_s));
    auto *page = fixture.find<QTextBrowser>(u"glossaryPage"_s);
    const QString text = page->toPlainText();
    QVERIFY(text.startsWith(u"In this window"_s));
    QVERIFY(text.indexOf(u"Status\n"_s) < text.indexOf(u"Other words"_s));
    QVERIFY(text.indexOf(u"Mnemonic"_s) > text.indexOf(u"Other words"_s));
    auto *search = fixture.find<QLineEdit>(u"glossarySearch"_s);
    QTest::keyClicks(search, u"one private key"_s);
    QVERIFY(page->toPlainText().contains(u"encrypted under a passphrase"_s));
    QVERIFY(!page->toPlainText().contains(u"Mnemonic"_s));
    QTest::keyClicks(search, u"qq"_s);
    QCOMPARE(page->toPlainText(), u"No word here holds what you typed."_s);
    QTest::mouseClick(fixture.find<QAbstractButton>(u"glossaryClose"_s), Qt::LeftButton);
    QTRY_VERIFY(!fixture.dialog(u"glossaryDialog"_s));

    // A dialog has no menu; the key works all the same.
    fixture.action(u"actionRegister"_s)->trigger();
    QTRY_VERIFY(fixture.dialog(u"registerWizard"_s));
    QDialog *wizard = fixture.dialog(u"registerWizard"_s);
    QTest::keyClick(wizard->findChild<QLineEdit *>(u"identityField"_s), Qt::Key_F1);
    auto *inWizard = wizard->findChild<GlossaryDialog *>();
    QVERIFY(inWizard);
    QTRY_VERIFY(inWizard->isVisible());
    const QString words = inWizard->findChild<QTextBrowser *>(u"glossaryPage"_s)->toPlainText();
    QVERIFY(words.indexOf(u"Identity reference"_s) < words.indexOf(u"Other words"_s));
}

static bool isExplanationShown()
{
    const QWidgetList tops = QApplication::topLevelWidgets();
    return std::any_of(tops.begin(), tops.end(),
                       [](const QWidget *top) { return top->inherits("QWhatsThat") && top->isVisible(); });
}

void TestGlossary::whatsThisLinksToTheGlossary()
{
    QWidget window;
    QLabel label(u"The challenge has expired."_s, &window);
    window.show();
    QHelpEvent asked(QEvent::WhatsThis, {1, 1}, label.mapToGlobal(QPoint(1, 1)));
    QApplication::sendEvent(&label, &asked);
    QTRY_VERIFY(isExplanationShown());
    QWhatsThis::hideText();
    QWhatsThisClickedEvent clicked(u"Challenge"_s);
    QApplication::sendEvent(&label, &clicked);
    auto *dialog = window.findChild<GlossaryDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isVisible());
    QVERIFY(dialog->findChild<QTextBrowser *>()->toPlainText().contains(u"to be signed by a key"_s));
}

QTEST_MAIN(TestGlossary)

#include "tst_glossary.moc"
