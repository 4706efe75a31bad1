// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"
#include "growingdialog.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace muster {

class ConnectionTrial;
class InlineNote;
class ServiceForm;
struct TrialReport;

/// Asks for the address and key of an orchestration service, or changes one that is kept, and tries them
/// before it lets go. What was typed stays after every failure. Show it with open().
class ConnectDialog : public GrowingDialog
{
    Q_OBJECT

public:
    /// `kept`: the services to choose from; `id`: the one to begin with, empty for a new one. The connector
    /// must outlive the dialog.
    ConnectDialog(Connector &connector, const QList<ServiceProfile> &kept, const QString &id,
                  QWidget *parent = nullptr);

    /// The service as it was used; it has an id.
    const ServiceProfile &profile() const { return m_profile; }
    /// The key that the service took.
    const QByteArray &key() const { return m_usedKey; }
    void askForKey(const QString &sentence);

signals:
    /// The service answered and took the key; the dialog is accepted.
    void connected(const muster::Connection &connection);
    void removeAsked(const QString &profileId);

private:
    void nameParts();
    void buildLayout();
    void listServices(const QString &chosen);
    void choose();
    void askToRemove();
    void reset();
    /// Tries what is typed; `accept`: connect when it works.
    void attempt(bool accept);
    bool isKeptAddress() const;
    void recallKey(bool accept);
    void tryWith(const QByteArray &key, bool accept);
    void succeed(const TrialReport &report);
    void refused(const Error &error);
    void setBusy(bool busy);

    Connector &m_connector;
    QList<ServiceProfile> m_kept;
    ServiceProfile m_profile;
    QByteArray m_usedKey;
    QComboBox *m_service;
    ServiceForm *m_form;
    InlineNote *m_note;
    QLabel *m_certificate;
    QPushButton *m_remove;
    QPushButton *m_test;
    QPushButton *m_connect;
    ConnectionTrial *m_trial;
    bool m_accepts = false;
    int m_attempt = 0; ///< keys that come for an older attempt are dropped
};

} // namespace muster
