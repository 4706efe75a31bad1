// SPDX-License-Identifier: GPL-3.0-or-later
#include "addressfield.h"

#include "address.h"
#include "inlinenote.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kAddressCharacters = 42;

} // namespace

AddressField::AddressField(const QString &name, Empty empty, QWidget *parent)
    : QWidget(parent)
    , m_empty(empty)
    , m_line(new QLineEdit(this))
    , m_note(new InlineNote(m_line, this))
{
    m_line->setObjectName(name + u"Field"_s);
    m_line->setPlaceholderText(u"0x…"_s);
    // A whole address can be compared only while all of it is seen.
    m_line->setMinimumWidth(fontMetrics().horizontalAdvance(QString(kAddressCharacters, u'D')) +
                            fontMetrics().height());
    m_note->setObjectName(name + u"Note"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_line);
    layout->addWidget(m_note);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        judge();
        emit changed();
    });
}

void AddressField::setAddress(const QString &address)
{
    m_line->setText(address);
    m_line->setCursorPosition(0);
}

std::optional<QString> AddressField::address() const
{
    const QString typed = m_line->text().trimmed();
    if (typed.isEmpty())
        return m_empty == Empty::Allowed ? std::optional(QString()) : std::nullopt;
    const auto address = Address::parse(typed);
    return address ? std::optional(address->text()) : std::nullopt;
}

bool AddressField::judgeAll()
{
    judge();
    if (m_line->text().trimmed().isEmpty() && m_empty == Empty::Refused)
        m_note->say(InlineNote::Kind::Fault, tr("An address is needed here."));
    return address().has_value();
}

void AddressField::judge()
{
    const QString typed = m_line->text().trimmed();
    Address::Fault why{};
    if (typed.isEmpty() || Address::parse(typed, &why)) {
        m_note->clear();
        return;
    }
    // What is too short may still become right.
    const bool unfinished = why == Address::Fault::Length && typed.size() < kAddressCharacters;
    m_note->say(unfinished ? InlineNote::Kind::Hint : InlineNote::Kind::Fault, addressFaultText(why));
}

} // namespace muster
