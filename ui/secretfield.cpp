// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretfield.h"

#include "secretfieldaccessible.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QStyleOptionFrame>

#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

// Written through a volatile pointer, so that the compiler keeps the stores although nothing reads them
// again.
void wipe(char *bytes, qsizetype count)
{
    volatile char *target = bytes;
    for (qsizetype i = 0; i < count; ++i)
        target[i] = 0;
}

bool isContinuation(std::uint8_t byte)
{
    return (byte & 0xC0) == 0x80;
}

bool isPrintable(const QString &text)
{
    const QList<uint> characters = text.toUcs4();
    return !characters.isEmpty() && QChar::isPrint(characters.first());
}

std::size_t encode(char32_t c, std::array<std::uint8_t, 4> &utf8)
{
    if (c < 0x80) {
        utf8[0] = static_cast<std::uint8_t>(c);
        return 1;
    }
    const std::size_t size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (std::size_t i = size - 1; i > 0; --i) {
        utf8[i] = static_cast<std::uint8_t>(0x80 | (c & 0x3F));
        c >>= 6;
    }
    const std::uint8_t lead = size == 2 ? 0xC0 : size == 3 ? 0xE0 : 0xF0;
    utf8[0] = static_cast<std::uint8_t>(lead | c);
    return size;
}

} // namespace

SecretField::SecretField(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::IBeamCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_InputMethodEnabled);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                        Qt::ImhNoAutoUppercase);
    SecretFieldAccessible::install();
}

void SecretField::setPasteAllowed(bool allowed)
{
    m_pasteAllowed = allowed;
}

void SecretField::setPlaceholderText(const QString &text)
{
    m_placeholder = text;
    update();
}

SecureBytes SecretField::takeBytes()
{
    SecureBytes taken = std::move(m_bytes);
    clear();
    return taken;
}

void SecretField::clear()
{
    m_bytes = SecureBytes();
    m_characters = 0;
    m_selected = false;
    update();
    emit changed();
}

QSize SecretField::sizeHint() const
{
    ensurePolished();
    const QFontMetrics metrics = fontMetrics();
    const QSize contents(metrics.horizontalAdvance(u'x') * 34, qMax(metrics.height(), 14) + 2);
    QStyleOptionFrame option;
    option.initFrom(this);
    option.lineWidth = style()->pixelMetric(QStyle::PM_DefaultFrameWidth, &option, this);
    return style()->sizeFromContents(QStyle::CT_LineEdit, &option, contents, this);
}

QSize SecretField::minimumSizeHint() const
{
    const QSize hint = sizeHint();
    return {fontMetrics().horizontalAdvance(u'x') * 12, hint.height()};
}

QVariant SecretField::inputMethodQuery(Qt::InputMethodQuery query) const
{
    switch (query) {
    case Qt::ImEnabled:
        return isEnabled();
    case Qt::ImHints:
        return int(inputMethodHints());
    case Qt::ImCursorRectangle:
        return rect();
    default:
        return {};
    }
}

bool SecretField::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isEditingKey(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool SecretField::isEditingKey(const QKeyEvent *event) const
{
    const bool clearsLine = event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_U;
    const bool removes = event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete;
    // Copy and cut are taken too, and do nothing: they must not reach what lies behind the field.
    const bool edits = event->matches(QKeySequence::Paste) || event->matches(QKeySequence::SelectAll) ||
                       event->matches(QKeySequence::Copy) || event->matches(QKeySequence::Cut);
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    return clearsLine || removes || edits || (plain && event->key() < Qt::Key_Escape);
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        emit submitted();
        return;
    }
    if (event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_U) {
        clear();
    } else if (event->matches(QKeySequence::SelectAll)) {
        setSelected(!isEmpty());
    } else if (event->matches(QKeySequence::Paste)) {
        paste();
    } else if (event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete) {
        if (m_selected || event->modifiers() == Qt::ControlModifier)
            clear();
        else if (event->key() == Qt::Key_Backspace)
            dropCharacter();
    } else if (event->matches(QKeySequence::Copy) || event->matches(QKeySequence::Cut)) {
        emit refused(tr("A secret cannot be copied out of this field."));
    } else if (isPrintable(event->text())) {
        type(event->text());
    } else {
        QWidget::keyPressEvent(event);
    }
}

void SecretField::inputMethodEvent(QInputMethodEvent *event)
{
    if (!event->commitString().isEmpty())
        type(event->commitString());
    event->accept();
}

void SecretField::type(const QString &text)
{
    replaceSelection();
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair =
            text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const char32_t character =
            pair ? QChar::surrogateToUcs4(text.at(i), text.at(i + 1)) : text.at(i).unicode();
        i += pair ? 1 : 0;
        appendCharacter(character);
    }
    update();
    emit changed();
}

void SecretField::appendCharacter(char32_t character)
{
    std::array<std::uint8_t, 4> utf8{};
    const std::size_t size = encode(character, utf8);
    if (m_bytes.size() + size > kMostBytes) {
        emit refused(tr("This field takes at most %1 bytes.").arg(kMostBytes));
    } else {
        m_bytes.append(std::span(utf8).first(size));
        ++m_characters;
    }
    wipe(reinterpret_cast<char *>(utf8.data()), utf8.size());
}

void SecretField::dropCharacter()
{
    if (isEmpty())
        return;
    std::size_t count = 1;
    while (count < m_bytes.size() && isContinuation(m_bytes.data()[m_bytes.size() - count]))
        ++count;
    m_bytes.chop(count);
    --m_characters;
    update();
    emit changed();
}

void SecretField::paste()
{
    if (!m_pasteAllowed) {
        emit refused(tr("This field takes typed characters only."));
        return;
    }
    const QMimeData *offered = QApplication::clipboard()->mimeData();
    if (!offered || !offered->hasText())
        return;
    // As bytes, not as text(): a byte array of our own can be wiped, the string that text() makes cannot.
    const QString utf8Format = u"text/plain;charset=utf-8"_s;
    QByteArray bytes = offered->data(offered->hasFormat(utf8Format) ? utf8Format : u"text/plain"_s);
    replaceSelection();
    if (m_bytes.size() + std::size_t(bytes.size()) > kMostBytes) {
        emit refused(tr("The clipboard holds more than %1 bytes; nothing was pasted.").arg(kMostBytes));
    } else if (bytes.contains('\0') || !bytes.isValidUtf8()) {
        emit refused(tr("The clipboard holds no plain text; nothing was pasted."));
    } else {
        const auto *first = reinterpret_cast<const std::uint8_t *>(bytes.constData());
        m_bytes.append({first, std::size_t(bytes.size())});
        for (const char byte : std::as_const(bytes))
            m_characters += isContinuation(static_cast<std::uint8_t>(byte)) ? 0 : 1;
    }
    wipe(bytes.data(), bytes.size());
    update();
    emit changed();
}

void SecretField::replaceSelection()
{
    if (m_selected)
        clear();
}

void SecretField::setSelected(bool selected)
{
    m_selected = selected;
    update();
}

void SecretField::mousePressEvent(QMouseEvent *event)
{
    setSelected(false);
    event->accept();
}

void SecretField::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *pasteAction = menu->addAction(tr("&Paste"), this, &SecretField::paste);
    pasteAction->setEnabled(m_pasteAllowed);
    QAction *clearAction = menu->addAction(tr("&Clear"), this, &SecretField::clear);
    clearAction->setEnabled(!isEmpty());
    menu->popup(event->globalPos());
}

void SecretField::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void SecretField::focusOutEvent(QFocusEvent *event)
{
    setSelected(false);
    QWidget::focusOutEvent(event);
}

void SecretField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionFrame option;
    option.initFrom(this);
    option.lineWidth = style()->pixelMetric(QStyle::PM_DefaultFrameWidth, &option, this);
    option.state |= QStyle::State_Sunken;
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    const int pad = qMax(2, fontMetrics().horizontalAdvance(u'x') / 4);
    drawContents(
        painter,
        style()->subElementRect(QStyle::SE_LineEditContents, &option, this).adjusted(pad, 0, -pad, 0));
}

void SecretField::drawContents(QPainter &painter, const QRect &area) const
{
    painter.setClipRect(area);
    const QPalette::ColorGroup group = isEnabled() ? QPalette::Active : QPalette::Disabled;
    if (isEmpty() && !m_placeholder.isEmpty()) {
        painter.setPen(palette().color(group, QPalette::PlaceholderText));
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(m_placeholder, Qt::ElideRight, area.width()));
    }
    const QChar bullet(ushort(style()->styleHint(QStyle::SH_LineEdit_PasswordCharacter, nullptr, this)));
    const int width = m_characters * fontMetrics().horizontalAdvance(bullet);
    const int left = area.left() - qMax(0, width - area.width() + 2);
    const QRect dots(left, area.top(), width, area.height());
    if (m_selected)
        painter.fillRect(dots, palette().color(group, QPalette::Highlight));
    painter.setPen(palette().color(group, m_selected ? QPalette::HighlightedText : QPalette::Text));
    painter.drawText(dots, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                     QString(m_characters, bullet));
    if (hasFocus() && !m_selected) {
        const int height = fontMetrics().height();
        painter.fillRect(QRect(left + width, area.center().y() - height / 2, 1, height),
                         palette().color(group, QPalette::Text));
    }
}

} // namespace muster
