-- finish.lua — après citeproc : typographie des références, liste des
-- ouvrages cités, recueil des errata (voir filter.lua).

local here = PANDOC_SCRIPT_FILE:match('^(.*)/[^/]*$') or '.'
package.path = here .. '/lua/?.lua;' .. package.path

local files = require 'files'
local french = require 'french'
local page = require 'page'
local output = page.output()

-- Chaque chapitre a sa liste d'ouvrages : les ancres portent son numéro.
local function anchors(prefix)
  return {
    Link = function(link)
      if link.target:match('^#ref%-') then
        link.target = '#' .. prefix .. link.target:sub(2)
        return link
      end
    end,
    Div = function(div)
      if div.identifier:match('^ref%-') then
        div.identifier = prefix .. div.identifier
        return div
      end
    end,
  }
end

local function errata(doc, this)
  local found = {}
  doc:walk {
    Div = function(div)
      if div.classes:includes('erratum') then
        found[#found + 1] = div
      end
    end,
  }
  files.write_if_changed(this.build .. '/errata.tex',
    output.errata(found, this))
end

function Pandoc(doc)
  local this = page.open(doc)
  doc = doc:walk(anchors(this.prefix)):walk { Inlines = french.spacing }
  if this.number then
    errata(doc, this)
  end
  return doc:walk {
    Div = function(div)
      return output.finish_div(div)
    end,
  }
end
