// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QPlainTextEdit>

#include <optional>

namespace muster {

/// A message that is typed or pasted. A text edit changes what is pasted into it (CRLF, for one, becomes LF);
/// here the bytes are kept beside it as long as nothing but pasting made them, and once they are lost it is
/// said. GUI thread.
class MessageField : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit MessageField(QWidget *parent = nullptr);

    /// What was pasted, or taken from elsewhere, in one piece and not edited since; nothing once it was typed
    /// in.
    const std::optional<QByteArray> &pasted() const { return m_pasted; }
    /// A part of it at least was pasted, though it may have been edited since.
    bool holdsPaste() const { return m_holdsPaste; }
    /// The exact bytes: what was pasted, else what is there now, a line end being LF.
    QByteArray message() const { return m_exact ? *m_exact : shown(); }
    /// One sentence when line ends of a paste became LF by an edit; else empty.
    QString lossText() const;
    /// As if it had been pasted.
    void take(const QString &text);

signals:
    void messageChanged();

protected:
    void insertFromMimeData(const QMimeData *source) override;

private:
    bool isReplacedByPaste() const;
    QString raw() const;
    QByteArray shown() const { return raw().toUtf8(); }
    void noteEdit();

    std::optional<QByteArray> m_pasted;
    std::optional<QByteArray> m_exact; ///< after a paste that left all bytes known
    bool m_pasting = false;
    bool m_holdsPaste = false;
    bool m_sawOtherBytes = false; ///< a paste had bytes that the edit does not keep: undo may bring it back
    bool m_lost = false;
};

} // namespace muster
