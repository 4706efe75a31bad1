// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "securebytes.h"

#include <QWidget>

class QProgressBar;

namespace muster {

class InlineNote;
class SecretField;

/// A new passphrase, typed twice into locked memory: how well it withstands guessing, why it cannot be
/// chosen, whether both are the same. Says first that a forgotten one is lost. GUI thread.
class NewPassphraseForm : public QWidget
{
    Q_OBJECT

public:
    /// `consequence`: what is lost with the passphrase.
    explicit NewPassphraseForm(const QString &consequence, QWidget *parent = nullptr);

    /// It may be chosen and was typed alike twice.
    bool isReady() const;
    SecureBytes take();
    void wipe();

signals:
    void changed();
    void submitted();

private:
    void judge();

    SecretField *m_first;
    SecretField *m_second;
    QProgressBar *m_meter;
    InlineNote *m_note;
    InlineNote *m_repeatNote;
    bool m_ready = false;
};

} // namespace muster
