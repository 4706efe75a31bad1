// SPDX-License-Identifier: GPL-3.0-or-later
#include "autolock.h"

#include "autolockdialog.h"
#include "messagebar.h"
#include "passphrasekeeper.h"
#include "settings.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QMainWindow>

namespace muster {
namespace {

/// A mouse moves a thousand times a second; the idle time need not begin anew each time.
constexpr int kNoteEvery = 500;

bool isUse(QEvent::Type type)
{
    switch (type) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
    case QEvent::InputMethod:
        return true;
    default:
        return false;
    }
}

} // namespace

AutoLock::AutoLock(VaultDesk &desk, Settings &settings, const KeyActions &actions, MessageBar &message,
                   QMainWindow *window)
    : QObject(window)
    , m_desk(desk)
    , m_settings(settings)
    , m_message(message)
    , m_window(window)
{
    m_desk.setIdleSeconds(settings.vaultIdleSeconds());
    m_noted.start();
    qApp->installEventFilter(this);
    connect(&desk, &VaultDesk::stateChanged, this, &AutoLock::announce);
    if (desk.keeper())
        connect(desk.keeper(), &PassphraseKeeper::failed, this,
                [this](const Error &error) { m_message.say(MessageBar::Kind::Fault, error.message); });
    connect(actions.autoLock, &QAction::triggered, this, &AutoLock::openDialog);
}

bool AutoLock::eventFilter(QObject *watched, QEvent *event)
{
    if (isUse(event->type()) && m_noted.elapsed() >= kNoteEvery) {
        m_noted.start();
        m_desk.noteActivity();
    } else if (event->type() == QEvent::WindowStateChange && watched == m_window && m_window->isMinimized() &&
               m_settings.vaultLocksWhenMinimised()) {
        m_desk.lock(VaultDesk::LockReason::Minimised);
    }
    return QObject::eventFilter(watched, event);
}

void AutoLock::announce()
{
    if (m_desk.state() != VaultDesk::State::Unlocked || m_settings.autoLockAnnounced())
        return;
    m_settings.setAutoLockAnnounced();
    const int seconds = m_settings.vaultIdleSeconds();
    if (seconds == 0)
        return;
    m_message.say(
        MessageBar::Kind::Note,
        tr("The vault locks itself after %1 without use, and with your session.").arg(idleTimeText(seconds)),
        tr("Change…"), [this] { openDialog(); });
}

void AutoLock::openDialog()
{
    auto *dialog = new AutoLockDialog(m_settings, m_desk.keeper(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this] { m_desk.setIdleSeconds(m_settings.vaultIdleSeconds()); });
    dialog->open();
}

} // namespace muster
