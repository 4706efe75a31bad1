// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace muster {

class InlineNote;

/// Asks for the address and key of an orchestration service and tries them before it lets go: health first,
/// then one machine, so that a wrong key is found here. What was typed stays after every failure. Show it
/// with open().
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    /// `url`: what the address field begins with. The connector must outlive the dialog.
    ConnectDialog(Connector &connector, const QString &url, QWidget *parent = nullptr);

    /// The address as it was used, without the key.
    QString url() const;

signals:
    /// The service answered and took the key; the dialog is accepted.
    void connected(const muster::Connection &connection);

private:
    void buildForm();
    void judge();
    /// Tries what is typed; `accept`: connect when it works.
    void attempt(bool accept);
    void askHealth(const Connection &connection, bool accept);
    void askMachine(const Connection &connection, bool accept);
    void refused(const Error &error);
    void setBusy(bool busy);

    Connector &m_connector;
    QLineEdit *m_url;
    QLineEdit *m_key;
    InlineNote *m_urlNote;
    InlineNote *m_keyNote;
    QPushButton *m_test;
    QPushButton *m_connect;
    bool m_busy = false;
    int m_attempt = 0; ///< answers to an older attempt are dropped
};

} // namespace muster
