// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QPlainTextEdit>

#include <optional>

namespace muster {

/// A message that is typed or pasted. A text edit changes what is pasted into it (CRLF, for one, becomes LF);
/// here the pasted bytes are kept beside it, as long as they are all there is. GUI thread.
class MessageField : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit MessageField(QWidget *parent = nullptr);

    /// What was pasted, or taken from elsewhere, in one piece and not edited since; nothing once it was typed
    /// in.
    const std::optional<QByteArray> &pasted() const { return m_pasted; }
    /// The exact bytes: what was pasted, else what was typed, a line end being LF.
    QByteArray message() const;
    /// As if it had been pasted.
    void take(const QString &text);

signals:
    void messageChanged();

protected:
    void insertFromMimeData(const QMimeData *source) override;

private:
    bool isReplacedByPaste() const;

    std::optional<QByteArray> m_pasted;
    bool m_pasting = false;
};

} // namespace muster
