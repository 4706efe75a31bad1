// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "challenge.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QPushButton;

namespace muster {

class InlineNote;

/// For a key that is not here: hands the exact message out as text, file or QR code, and takes the signature
/// back by paste or from a file. Says at once by whom it is, and why it cannot be sent when it cannot. GUI
/// thread; files are read and written in the background.
class SignElsewherePanel : public QWidget
{
    Q_OBJECT

public:
    explicit SignElsewherePanel(QWidget *parent = nullptr);

    /// Forgets the signature of the challenge before.
    void setChallenge(const std::optional<Challenge> &challenge);
    /// `0x` + 130 digits, over exactly the challenge's message and by one of its controllers; else nothing.
    const std::optional<QString> &signature() const { return m_good; }

signals:
    void signatureChanged();

private:
    void buildLayout();
    QPushButton *button(const QString &name, const QString &words);
    void copyText();
    void showQrCode();
    void askWhereToSave();
    void save(const QString &path);
    void askForFile();
    void load(const QString &path);
    void judgeTyped();
    void judge(const QByteArray &given);

    std::optional<Challenge> m_challenge;
    std::optional<QString> m_good;
    QPushButton *m_copy;
    QPushButton *m_save;
    QPushButton *m_qr;
    InlineNote *m_handedOut;
    QLineEdit *m_signature;
    QPushButton *m_load;
    InlineNote *m_verdict;
};

} // namespace muster
