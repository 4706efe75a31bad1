// SPDX-License-Identifier: GPL-3.0-or-later
#include "glyph.h"

#include "glyphengine.h"

using namespace Qt::StringLiterals;

static void loadIcons()
{
    // The resource sits in a static library: without this call the linker leaves it out.
    Q_INIT_RESOURCE(icons);
}

namespace muster {

QIcon glyph(const QString &name, Tone tone)
{
    loadIcons();
    // QIcon takes the engine over.
    return QIcon(std::make_unique<GlyphEngine>(name, tone).release());
}

QIcon programIcon()
{
    loadIcons();
    return QIcon(u":/icons/muster.svg"_s);
}

} // namespace muster
