// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"

#include <QWizardPage>

#include <optional>

class QLineEdit;
class QPushButton;

namespace muster {

class InlineNote;

/// First page of the registration: which identity the machine has. Judges while typing and never changes what
/// was typed; what looks like a slip is offered in its accepted form, to be taken with one click. GUI thread.
class IdentityPage : public QWizardPage
{
    Q_OBJECT

public:
    explicit IdentityPage(QWidget *parent = nullptr);

    std::optional<IdentityRef> identity() const;
    /// A service's refusal of this identity; shown until the text changes.
    void showRefusal(const QString &sentence);
    /// A sentence under the field, for a place where a newcomer needs one.
    void advise(const QString &sentence);
    QString text() const;
    void setText(const QString &text);
    bool isComplete() const override;

signals:
    void typed();

private:
    void judge();
    void offer(const QString &typed);

    QLineEdit *m_edit;
    InlineNote *m_note;
    InlineNote *m_advice;
    QPushButton *m_offerButton;
    QString m_offered;
    QString m_refusal;
};

} // namespace muster
