-- page.lua — ce que l'on sait d'une page avant de la lire.

local Diagnostics = require 'diagnostics'
local files = require 'files'

local page = {}

local function option(doc, name)
  local value = doc.meta[name]
  return value and pandoc.utils.stringify(value)
end

-- La page que pandoc lit : un chapitre, NN-slug/chapter.md, ou une page du
-- livre (number est alors nil).
function page.open(doc)
  local path = PANDOC_STATE.input_files[1]
  local number, slug = path:match('(%d+)%-([^/]+)/chapter%.md$')
  return {
    mode = option(doc, 'edition') or option(doc, 'mode'),
    build = option(doc, 'build'),
    labels_list = option(doc, 'labels') or '',
    path = path,
    directory = path:match('^(.*)/[^/]*$') or '.',
    number = tonumber(number),
    folder = option(doc, 'figures')
      or number and 'figures/chapter' .. number,
    slug = slug,
    prefix = number and 'ch' .. number .. '-' or '',
    diagnostics = Diagnostics.new(path, files.lines(path)),
  }
end

-- Le module du format de sortie.
function page.output()
  return require(FORMAT:match('^latex') and 'latex' or 'html')
end

return page
