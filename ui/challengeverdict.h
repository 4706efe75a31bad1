// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "challengereading.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;

namespace muster {

class InlineNote;
class Settings;

/// Says what a challenge is and whether it may be signed here. A text that contradicts its record, or is a
/// known form of something else, may not; one that is merely unknown only after the word SIGN was typed, or
/// when its form is the one that was agreed to before for the same service. GUI thread.
class ChallengeVerdict : public QWidget
{
    Q_OBJECT

public:
    /// `about`: what shows the text.
    explicit ChallengeVerdict(QWidget *about, QWidget *parent = nullptr);

    /// Keeps which form of a text was agreed to for the service at `place`; without it each is asked about.
    void rememberForms(Settings &settings, const QString &place);
    /// The instance id that the service gave with its health, compared with the text's; empty when it gave
    /// none. Until this is known no challenge of our own form may be signed.
    void setInstance(const QString &instance);
    /// Forgets the word that was typed.
    void setChallenge(const std::optional<Challenge> &challenge);

    bool mayBeSigned() const;
    /// The same, but for the word that may have to be typed: whether a signer elsewhere may get the text.
    bool mayBeHandedOut() const;
    const ChallengeReading &reading() const { return m_reading; }
    /// The challenge was signed: the form of an unknown one is agreed to from now on.
    void noteAgreement();

signals:
    void changed();

private:
    void judge();
    void say();
    void sayUnknown();
    bool isUnknown() const;

    std::optional<Challenge> m_challenge;
    std::optional<QString> m_instance;
    ChallengeReading m_reading;
    QString m_objection;   ///< against a text in a form that is not ours
    QString m_shape;       ///< of such a text
    QString m_agreedShape; ///< what was agreed to before for this service
    Settings *m_settings = nullptr;
    QString m_place;
    InlineNote *m_verdict;
    QLabel *m_consentLabel;
    QLineEdit *m_consent;
};

} // namespace muster
