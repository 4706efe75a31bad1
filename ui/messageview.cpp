// SPDX-License-Identifier: GPL-3.0-or-later
#include "messageview.h"

#include "inlinenote.h"
#include "messagebytes.h"

#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
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
    view->setLineWrapMode(QPlainTextEdit::NoWrap);
    view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    view->setFrameShape(QFrame::NoFrame);
    view->setMinimumHeight(view->fontMetrics().lineSpacing() * 5);
    return view;
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
{
    m_note->setObjectName(u"messageNote"_s);
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
    layout->addWidget(m_note);
}

void MessageView::showMessage(QByteArrayView message)
{
    const MessageBytes shown = showMessageBytes(message);
    m_text->setPlainText(shown.text);
    m_hex->setPlainText(shown.hex);
    m_size->setText(tr("%1 bytes").arg(shown.byteCount));
    m_digest->setText(shown.digest);
    m_note->say(InlineNote::Kind::Fault, shown.conspicuous.isEmpty()
                                             ? QString()
                                             : tr("This text holds characters that can deceive the eye: %1.")
                                                   .arg(shown.conspicuous.join(", "_L1)));
}

void MessageView::clear()
{
    for (QPlainTextEdit *view : {m_text, m_hex})
        view->clear();
    m_size->clear();
    m_digest->clear();
    m_note->clear();
}

} // namespace muster
