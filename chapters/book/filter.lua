-- filter.lua — d'un chapter.md à une page : les deux passes.
--
-- Toutes les commandes se lancent depuis la racine du dépôt.
--
-- 1. Index : ne lit que chapter.md.
--      pandoc -d chapters/book/index.yaml -M build=build/chapter16 \
--             chapters/16-…/chapter.md
--    écrit dans build/chapter16 :
--      pages.d         ce dont la page dépend, pour make ; toujours récrit ;
--      labels.tsv      kind label number line status title tex case reason ;
--      notation.tsv    kind line case text : ce que les symboles veulent dire ;
--      references.tsv  ce que les autres chapitres lisent, sans line ni tex ;
--      terms.tsv       name en chapter anchor : les termes de l'index ;
--      uses.txt        les étiquettes que le texte cite.
--    Hors pages.d, ils ne sont récrits que si leur contenu change.
--
-- 2. Rendu : lit l'index, results.yaml, verification.tsv, execution.tsv et les
--    sources C.
--      pandoc -d chapters/book/render.yaml -M build=build/chapter16 \
--             -M labels="build/chapter00/references.tsv …" \
--             -o build/chapter16/body.tex chapters/16-…/chapter.md
--    écrit body.tex, sans préambule, et errata.tex à côté. Toutes les fautes
--    sont dites à la fois, « chapters/16-…/chapter.md:8: erreur : … », puis le
--    programme sort avec 1. guide.md, glossary.md, bibliography.md et
--    terms.md passent
--    par la même commande, avec build=build/book.
--
--    Avec -M edition=handout, l'édition de l'étudiant : le même chapitre, sans
--    réponses.
--
-- 3. PDF : voir chapters/book/render.
--
-- Les modules de lua/ : diagnostics (les fautes), files (TSV, YAML, sources),
-- french (nombres et espaces), index (passe 1), listing (extraits de C),
-- inlines et blocks (passe 2, pour tout format), latex (ce qui est propre à
-- LaTeX ; une sortie HTML écrira les mêmes fonctions).

local here = PANDOC_SCRIPT_FILE:match('^(.*)/[^/]*$') or '.'
package.path = here .. '/lua/?.lua;' .. package.path

local page = require 'page'

local passes = {
  index = function(doc, this)
    require('index').write(doc, this)
  end,
  render = function(doc, this)
    return require('blocks').render(doc, this)
  end,
  handout = function(doc, this)
    return require('blocks').handout(doc, this)
  end,
}

function Pandoc(doc)
  local this = page.open(doc)
  local result = passes[this.mode](doc, this)
  this.diagnostics:finish()
  return result
end
