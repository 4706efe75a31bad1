// SPDX-License-Identifier: GPL-3.0-or-later
#include "messageview.h"

#include "inlinenote.h"
#include "messagebytes.h"

#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QPlainTextEdit *makeView(const QString &name, const QString &title)
{
    auto *view = new QPlainTextEdit;
    view->setObjectName(name);
    view->setAccessibleName(title);
    view->setReadOnly(true);
    view->setTabChangesFocus(true);
    view->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    view->setFrameShape(QFrame::NoFrame);
    view->setMinimumHeight(view->fontMetrics().lineSpacing() * 5);
    return view;
}

bool isEndInSight(const QPlainTextEdit &view)
{
    QTextCursor end(view.document());
    end.movePosition(QTextCursor::End);
    return view.cursorRect(end).bottom() <= view.viewport()->height();
}

QLabel *addFact(QFormLayout *facts, const QString &title, const QString &name)
{
    auto *label = new QLabel(title);
    label->setForegroundRole(QPalette::PlaceholderText);
    auto *value = new QLabel;
    value->setObjectName(name);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setBuddy(value);
    facts->addRow(label, value);
    return value;
}

} // namespace

MessageView::MessageView(QWidget *parent)
    : QWidget(parent)
    , m_text(makeView(u"challengeText"_s, tr("Message as text")))
    , m_hex(makeView(u"challengeHex"_s, tr("Message as hex")))
    , m_note(new InlineNote(m_text, this))
    , m_rest(new InlineNote(m_text, this))
{
    m_note->setObjectName(u"messageNote"_s);
    m_rest->setObjectName(u"messageRest"_s);
    auto *tabs = new QTabWidget(this);
    tabs->setObjectName(u"challengeTabs"_s);
    tabs->addTab(m_text, tr("&Text"));
    tabs->addTab(m_hex, tr("He&x"));
    auto *facts = new QFormLayout;
    facts->setVerticalSpacing(fontMetrics().height() / 4);
    m_size = addFact(facts, tr("Length:"), u"challengeLength"_s);
    m_digest = addFact(facts, tr("EIP-191 digest:"), u"challengeDigest"_s);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF() * 0.9);
    m_digest->setFont(fixed);
    m_digest->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(tabs, 1);
    layout->addLayout(facts);
    layout->addWidget(m_rest);
    layout->addWidget(m_note);
    for (const QPlainTextEdit *view : {m_text, m_hex}) {
        const QScrollBar *bar = view->verticalScrollBar();
        // A cursor that moves out of sight scrolls without a word from the scroll bar.
        connect(view, &QPlainTextEdit::updateRequest, this, [this, view](const QRect &, int dy) {
            if (dy != 0)
                noteScrolling(view);
        });
        connect(bar, &QScrollBar::valueChanged, this, [this, view] { noteScrolling(view); });
        connect(bar, &QScrollBar::rangeChanged, this, &MessageView::followReading);
    }
}

QString MessageView::warningOf(const MessageBytes &message)
{
    QStringList warnings;
    if (!message.conspicuous.isEmpty())
        warnings.append(tr("This text holds characters that can deceive the eye: %1.")
                            .arg(message.conspicuous.join(", "_L1)));
    if (!message.mixedWords.isEmpty())
        warnings.append(tr("In one word it mixes letters of several scripts, which may look alike: %1.")
                            .arg(message.mixedWords.join(", "_L1)));
    if (message.hasWideGap)
        warnings.append(tr("It goes on below more than three empty lines."));
    return warnings.join(u' ');
}

void MessageView::showMessage(QByteArrayView message)
{
    const MessageBytes shown = showMessageBytes(message);
    m_text->setPlainText(shown.text);
    m_hex->setPlainText(shown.hex);
    m_reachedEnd = false;
    m_size->setText(tr("%n bytes", nullptr, int(shown.byteCount)));
    m_digest->setText(shown.digest);
    m_note->say(InlineNote::Kind::Fault, warningOf(shown));
    followReading();
}

void MessageView::demandReading(bool demanded)
{
    m_demanded = demanded;
    followReading();
}

bool MessageView::isReadToEnd() const
{
    return m_reachedEnd || m_text->verticalScrollBar()->maximum() == 0;
}

void MessageView::noteScrolling(const QPlainTextEdit *view)
{
    if (m_reachedEnd || !view->isVisible() || !isEndInSight(*view))
        return;
    m_reachedEnd = true;
    followReading();
}

void MessageView::followReading()
{
    m_rest->say(InlineNote::Kind::Hint, m_demanded && !isReadToEnd()
                                            ? tr("The text goes on: scroll to its end to sign it.")
                                            : QString());
    emit readToEndChanged();
}

void MessageView::clear()
{
    for (QPlainTextEdit *view : {m_text, m_hex})
        view->clear();
    m_reachedEnd = false;
    m_size->clear();
    m_digest->clear();
    m_note->clear();
}

} // namespace muster
