// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllerkeypicker.h"

#include "errorsentence.h"
#include "inlinenote.h"
#include "secretfield.h"
#include "signingdesk.h"
#include "vaultlockrow.h"

#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

ControllerKeyPicker::ControllerKeyPicker(SigningDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_keys(new QComboBox(this))
    , m_openButton(new QPushButton(tr("Add a &key\u2026"), this))
    , m_lock(new VaultLockRow(desk, m_keys, this))
    , m_note(new InlineNote(m_keys, this))
    , m_secret(nullptr)
    , m_importButton(nullptr)
    , m_importNote(nullptr)
    , m_panel(nullptr)
{
    auto *label = new QLabel(tr("Sign w&ith:"), this);
    label->setBuddy(m_keys);
    m_keys->setObjectName(u"signerBox"_s);
    m_keys->setAccessibleName(tr("Sign with"));
    m_keys->setPlaceholderText(tr("No key held here controls this identity"));
    m_openButton->setObjectName(u"addKeyButton"_s);
    m_openButton->setCheckable(true);
    m_openButton->setAutoDefault(false);
    m_note->setObjectName(u"signerNote"_s);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_keys, 1);
    row->addWidget(m_openButton);
    m_panel = buildPanel();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(row);
    layout->addWidget(m_lock);
    layout->addWidget(m_note);
    layout->addWidget(m_panel);

    connect(m_openButton, &QPushButton::toggled, this, &ControllerKeyPicker::openPanel);
    connect(m_keys, &QComboBox::currentIndexChanged, this, [this] {
        m_lock->setKey(shown());
        emit chosenChanged();
    });
    connect(&desk, &SigningDesk::keysChanged, this, &ControllerKeyPicker::listKeys);
    listKeys();
}

QWidget *ControllerKeyPicker::buildPanel()
{
    auto *panel = new QFrame(this);
    panel->setFrameShape(QFrame::StyledPanel);
    m_secret = new SecretField(panel);
    m_secret->setObjectName(u"keyField"_s);
    m_secret->setAccessibleName(tr("Private key"));
    m_secret->setPasteAllowed(true);
    m_secret->setPlaceholderText(tr("64 hex digits, with or without 0x"));
    auto *label = new QLabel(tr("&Private key:"), panel);
    label->setBuddy(m_secret);
    m_importButton = new QPushButton(tr("&Hold this key"), panel);
    m_importButton->setObjectName(u"importKeyButton"_s);
    m_importButton->setAutoDefault(false);
    m_importButton->setEnabled(false);
    m_importNote = new InlineNote(m_secret, panel);
    m_importNote->setObjectName(u"keyNote"_s);
    auto *custody = new InlineNote(nullptr, panel);
    custody->setObjectName(u"custodyNote"_s);
    const QString kept =
        tr("The key is kept in locked memory until Muster ends, and never written. What you paste stays on "
           "the clipboard, which Muster cannot wipe.");
    const QString unlocked = tr(" This system refused to lock memory: the key may reach the swap file.");
    const bool locked = m_desk.memoryIsLocked();
    custody->say(locked ? InlineNote::Kind::Hint : InlineNote::Kind::Warning,
                 locked ? kept : QString(kept + unlocked));
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_secret, 1);
    row->addWidget(m_importButton);
    auto *layout = new QVBoxLayout(panel);
    layout->addLayout(row);
    layout->addWidget(m_importNote);
    layout->addWidget(custody);
    panel->hide();

    connect(m_secret, &SecretField::changed, this, [this] {
        m_importButton->setEnabled(!m_secret->isEmpty());
        m_importNote->clear();
    });
    connect(m_secret, &SecretField::refused, this,
            [this](const QString &sentence) { m_importNote->say(InlineNote::Kind::Fault, sentence); });
    connect(m_secret, &SecretField::submitted, this, &ControllerKeyPicker::importKey);
    connect(m_importButton, &QPushButton::clicked, this, &ControllerKeyPicker::importKey);
    return panel;
}

void ControllerKeyPicker::setChallenge(const std::optional<Challenge> &challenge)
{
    m_challenge = challenge;
    m_stranger.reset();
    listKeys();
    if (challenge && m_keys->count() == 0 && !challenge->controllerAddresses.isEmpty())
        m_openButton->setChecked(true);
}

std::optional<Address> ControllerKeyPicker::shown() const
{
    const QVariant key = m_keys->currentData();
    return key.isValid() ? std::optional(key.value<Address>()) : std::nullopt;
}

std::optional<Address> ControllerKeyPicker::chosen() const
{
    return m_lock->isLockedAway() ? std::nullopt : shown();
}

void ControllerKeyPicker::listKeys()
{
    const std::optional<Address> before = shown();
    {
        const QSignalBlocker quiet(m_keys);
        m_keys->clear();
        const QList<Address> signers = m_challenge ? m_desk.signersFor(*m_challenge) : QList<Address>();
        for (const Address &signer : signers)
            m_keys->addItem(signer.text(), QVariant::fromValue(signer));
        const qsizetype kept = before ? signers.indexOf(*before) : -1;
        m_keys->setCurrentIndex(kept >= 0 ? int(kept) : signers.isEmpty() ? -1 : 0);
    }
    m_keys->setEnabled(m_keys->count() > 0);
    m_lock->setKey(shown());
    if (m_challenge && m_challenge->controllerAddresses.isEmpty()) {
        m_note->say(InlineNote::Kind::Warning,
                    tr("The service names no address that controls %1, so that no key can prove it. Have its "
                       "registration at the registry of identities looked at.")
                        .arg(m_challenge->identityRef.did()));
    } else if (m_challenge && m_keys->count() == 0) {
        const QString would = m_challenge->controllerAddresses.join(u'\n');
        const QString who = m_stranger ? tr("%1 does not control this identity.").arg(m_stranger->text())
                                       : tr("No key held here controls this identity.");
        m_note->say(InlineNote::Kind::Warning,
                    tr("%1 A key of one of these addresses would do:\n%2").arg(who, would));
    } else {
        m_note->clear();
    }
    emit chosenChanged();
}

void ControllerKeyPicker::importKey()
{
    const Result<Address> imported = m_desk.importHexKey(m_secret->bytes());
    if (!imported) {
        m_importNote->say(InlineNote::Kind::Fault, errorSentence(imported.error()));
        m_secret->setFocus();
        return;
    }
    m_secret->clear();
    const bool controls = m_challenge && m_desk.signersFor(*m_challenge).contains(*imported);
    m_stranger = controls ? std::nullopt : std::optional(*imported);
    listKeys();
    if (controls) {
        m_keys->setCurrentIndex(m_keys->findText(imported->text()));
        m_openButton->setChecked(false);
        m_note->say(InlineNote::Kind::Fine,
                    tr("The key of %1 is held and controls this identity.").arg(imported->text()));
    } else {
        m_secret->setFocus();
    }
}

void ControllerKeyPicker::openPanel(bool open)
{
    m_panel->setVisible(open);
    if (open)
        m_secret->setFocus();
    else
        m_secret->clear();
}

} // namespace muster
