// SPDX-License-Identifier: GPL-3.0-or-later
#include "glyphengine.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QPixmap render(const QString &name, const QSize &size, const QColor &colour)
{
    QFile file(u":/icons/%1.svg"_s.arg(name));
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("There is no icon %s.", qUtf8Printable(name));
        return pixmap;
    }
    QByteArray svg = file.readAll();
    svg.replace("currentColor", colour.name().toLatin1());
    svg.replace("stroke-width=\"2\"", "stroke-width=\"1.75\"");
    QPainter painter(&pixmap);
    QSvgRenderer(svg).render(&painter, QRectF(QPointF(), size));
    return pixmap;
}

} // namespace

GlyphEngine::GlyphEngine(QString name, Tone tone)
    : m_name(std::move(name))
    , m_tone(tone)
{}

QColor GlyphEngine::colour(QIcon::Mode mode) const
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    case QIcon::Selected:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        return toneColour(m_tone, palette);
    }
    Q_UNREACHABLE();
}

void GlyphEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal ratio = painter->device()->devicePixelRatio();
    QPixmap drawn = pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state);
    drawn.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect, drawn);
}

QPixmap GlyphEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    if (size.isEmpty())
        return {};
    const QColor ink = colour(mode);
    const QString key =
        u"muster-glyph/%1/%2x%3/%4"_s.arg(m_name).arg(size.width()).arg(size.height()).arg(ink.name());
    QPixmap kept;
    if (QPixmapCache::find(key, &kept))
        return kept;
    kept = render(m_name, size, ink);
    QPixmapCache::insert(key, kept);
    return kept;
}

QIconEngine *GlyphEngine::clone() const
{
    return std::make_unique<GlyphEngine>(*this).release();
}

} // namespace muster
