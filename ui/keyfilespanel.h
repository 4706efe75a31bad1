// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "securebytes.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;

namespace muster {

class SecretField;

/// Files with keys, chosen in a dialog or dropped, and the one passphrase that is tried on all of them. GUI
/// thread; reads no file.
class KeyFilesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit KeyFilesPanel(QWidget *parent = nullptr);

    void setPaths(const QStringList &paths);
    const QStringList &paths() const { return m_paths; }
    SecureBytes takePassphrase();
    void wipe();

    /// Paths of the local files of a drag, none for anything else.
    static QStringList localFiles(const QMimeData *data);

signals:
    void changed();
    void readAsked();
    void refused(const QString &sentence);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void chooseFiles();

    QStringList m_paths;
    QLabel *m_files;
    QPushButton *m_choose;
    SecretField *m_passphrase;
};

} // namespace muster
