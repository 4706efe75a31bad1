// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace muster {

class ElidedLabel;

/// The line of the server panel about the API key: in which file it is, or, once, the key itself when it was
/// made a moment ago. GUI thread.
class KeyRow : public QWidget
{
    Q_OBJECT

public:
    explicit KeyRow(QWidget *parent = nullptr);
    /// `file` empty: no key is demanded. Null: nothing is said, the server is off.
    void showFile(const QString &file, bool running);
    /// Shows the key until hideKey(), the button for it, or the next key.
    void showKey(const QByteArray &key);
    void hideKey();

signals:
    void reissueAsked();

private:
    ElidedLabel *m_file;
    QWidget *m_fresh;
    QLineEdit *m_key;
    QPushButton *m_copy;
    QPushButton *m_hide;
    QPushButton *m_reissue;
};

} // namespace muster
