// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletekeydialog.h"

#include "inlinenote.h"

#include <QDateTime>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kTypedCharacters = 6;
constexpr qsizetype kMostNamed = 5;

QString momentText(Timestamp moment)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(moment.milliseconds), QLocale::ShortFormat);
}

} // namespace

DeleteKeyDialog::DeleteKeyDialog(VaultDesk &desk, const VaultKey &key, const QStringList &machines,
                                 QWidget *parent)
    : VaultDialog(desk, tr("Delete a key"), tr("&Delete for good"), parent)
    , m_address(key.address)
    , m_confirmation(new QLineEdit(this))
{
    setObjectName(u"deleteKeyDialog"_s);
    QLabel *address = addSentence(key.address.text());
    address->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *backup = new InlineNote(nullptr, this);
    backup->setObjectName(u"backupNote"_s);
    if (key.backedUp)
        backup->say(InlineNote::Kind::Hint,
                    tr("The backup of %1 holds this key.").arg(momentText(*key.backedUp)));
    else
        backup->say(InlineNote::Kind::Warning,
                    tr("No backup holds this key: deleted, it cannot be brought back by anybody. Back up the "
                       "vault first."));
    content()->addWidget(backup);
    auto *controls = new InlineNote(nullptr, this);
    controls->setObjectName(u"controlsNote"_s);
    if (machines.isEmpty())
        controls->say(InlineNote::Kind::Hint, tr("No machine of the fleet shown here was proven with it."));
    else
        controls->say(InlineNote::Kind::Warning, tr("Machines of this fleet that it controls: %1 (%2)")
                                                     .arg(machines.size())
                                                     .arg(machines.mid(0, kMostNamed).join(u", "_s)));
    content()->addWidget(controls);
    const QString last = key.address.text().right(kTypedCharacters);
    m_confirmation->setObjectName(u"deleteConfirmation"_s);
    m_confirmation->setMaxLength(kTypedCharacters);
    auto *label =
        new QLabel(tr("&Type the address's last %1 characters to delete it:").arg(kTypedCharacters));
    label->setBuddy(m_confirmation);
    content()->addWidget(label);
    content()->addWidget(m_confirmation);
    connect(m_confirmation, &QLineEdit::textChanged, this,
            [this, last](const QString &text) { setReady(text.compare(last, Qt::CaseInsensitive) == 0); });
    m_confirmation->setFocus();
}

void DeleteKeyDialog::act()
{
    run(tr("Deleting…"), desk().remove(m_address), [this](const auto &) { accept(); });
}

void DeleteKeyDialog::busyChanged()
{
    m_confirmation->setEnabled(!isBusy());
}

} // namespace muster
