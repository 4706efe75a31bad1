// SPDX-License-Identifier: GPL-3.0-or-later
#include "serversettingsdialog.h"

#include "inlinenote.h"
#include "settings.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

using namespace Qt::StringLiterals;

namespace muster {

ServerSettingsDialog::ServerSettingsDialog(Settings &settings, QWidget *parent)
    : GrowingDialog(parent)
    , m_settings(settings)
    , m_port(new QSpinBox(this))
    , m_key(new QCheckBox(tr("Demand the API &key"), this))
    , m_keyNote(new InlineNote(m_key, this))
    , m_verification(new QCheckBox(tr("Demand a &proof of identity for each machine"), this))
    , m_verificationNote(new InlineNote(m_verification, this))
    , m_auditDays(new QSpinBox(this))
{
    setObjectName(u"serverSettingsDialog"_s);
    setWindowTitle(tr("Server settings"));
    buildFields();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Save)->setObjectName(u"serverSettingsSave"_s);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"serverSettingsCancel"_s);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap * 3 / 4);
    layout->addWidget(group(tr("Server"), tr("Counts when the server is switched on the next time."),
                            {labelled(tr("P&ort:"), m_port), m_key, m_keyNote}));
    layout->addWidget(group(tr("Local workspace"), tr("Counts when Muster is started the next time."),
                            {m_verification, m_verificationNote,
                             labelled(tr("Keep events of the audit log &for:"), m_auditDays)}));
    layout->addWidget(buttons);
    connect(m_key, &QCheckBox::toggled, this, &ServerSettingsDialog::judge);
    connect(m_verification, &QCheckBox::toggled, this, &ServerSettingsDialog::judge);
    connect(buttons, &QDialogButtonBox::accepted, this, &ServerSettingsDialog::keep);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    judge();
}

void ServerSettingsDialog::buildFields()
{
    const ServerSettings kept = m_settings.serverSettings();
    m_port->setObjectName(u"serverPortBox"_s);
    m_port->setRange(0, std::numeric_limits<quint16>::max());
    //: In the place of the port 0
    m_port->setSpecialValueText(tr("any free port"));
    m_port->setValue(kept.port);
    m_key->setObjectName(u"serverKeyBox"_s);
    m_key->setChecked(kept.keyDemanded);
    m_keyNote->setObjectName(u"serverKeyNote"_s);
    m_verification->setObjectName(u"verificationBox"_s);
    m_verification->setChecked(kept.verificationRequired);
    m_verificationNote->setObjectName(u"verificationNote"_s);
    m_auditDays->setObjectName(u"auditDaysBox"_s);
    m_auditDays->setRange(1, ServerSettings::kLongestAudit);
    m_auditDays->setSuffix(tr(" days"));
    m_auditDays->setValue(kept.auditDays);
}

QWidget *ServerSettingsDialog::group(const QString &title, const QString &when, const QList<QWidget *> &rows)
{
    auto *box = new QGroupBox(title, this);
    auto *layout = new QVBoxLayout(box);
    auto *words = new QLabel(when, box);
    words->setForegroundRole(QPalette::PlaceholderText);
    words->setMinimumWidth(fontMetrics().averageCharWidth() * 70);
    layout->addWidget(words);
    for (QWidget *row : rows)
        layout->addWidget(row);
    return box;
}

QWidget *ServerSettingsDialog::labelled(const QString &words, QWidget *field)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    auto *label = new QLabel(words, row);
    label->setBuddy(field);
    layout->addWidget(label);
    layout->addWidget(field);
    layout->addStretch();
    return row;
}

void ServerSettingsDialog::judge()
{
    if (m_key->isChecked())
        m_keyNote->say(InlineNote::Kind::Hint,
                       tr("Without it, every program of this computer could read and change the machines."));
    else
        m_keyNote->say(InlineNote::Kind::Warning,
                       tr("Every program of this computer, also of its other users, can then read and change "
                          "the machines. For tools that can send no key."));
    if (m_verification->isChecked())
        m_verificationNote->clear();
    else
        m_verificationNote->say(InlineNote::Kind::Warning,
                                tr("Programs may then add machines without a proof. They stay drafts until "
                                   "their identity is proven."));
}

void ServerSettingsDialog::keep()
{
    m_settings.setServerSettings({static_cast<quint16>(m_port->value()), m_key->isChecked(),
                                  m_verification->isChecked(), m_auditDays->value()});
    accept();
}

} // namespace muster
