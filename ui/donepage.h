// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registration.h"

#include <QWizardPage>

class QLabel;

namespace muster {

class InlineNote;

/// Last page of the registration: what was made, and in words what was not. GUI thread.
class DonePage : public QWizardPage
{
    Q_OBJECT

public:
    explicit DonePage(QWidget *parent = nullptr);

    void showOutcome(const Registration::Outcome &outcome);

signals:
    void anotherRequested();

private:
    InlineNote *m_result;
    InlineNote *m_activation;
    InlineNote *m_evidence;
    QLabel *m_name;
    QLabel *m_id;
    QLabel *m_identity;
    QLabel *m_status;
    QLabel *m_signer;
};

} // namespace muster
