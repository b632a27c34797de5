# theme.gp — l'allure commune à toutes les figures.
#
#   gnuplot -e "results='build/chapter16'; output='figures/chapter16/x.pdf'; \
#       format='pdf'" figures/theme.gp chapters/16-…/x.gp
#
# Un .gp ne fait que tracer. Il peut compter sur :
#
#   results.'/table.tsv'   les tables du chapitre (première ligne : « # … ») ;
#   ls 1 … ls 6            six styles, couleurs d'Okabe et Ito, chacun avec son
#                          tireté et sa marque : lisibles en gris ;
#   ls 7                   trait fin et gris, pour les repères (seuils, pentes) ;
#   ls 11, 12, 13, 14      les classes 1 à 4 : cercle vide, triangle plein,
#                          carré vide, losange plein ;
#   blue, orange, green, red, sky, yellow, ink, quiet, faint
#                          les couleurs, pour « lc rgb blue » ;
#   set palette @diverging bleu – blanc – orange, pour une grandeur signée
#                          (cbrange symétrique) ;
#   set palette @sequential  blanc – bleu ; c'est celle par défaut ;
#   width, height          la taille en cm : 14,5 × 8. Pour une autre :
#                              height = 6
#                              @canvas
#                          avant tout autre réglage ; width ne doit pas
#                          dépasser 14.5, la largeur du texte ;
#   @square                deux axes à la même échelle ;
#   @bare                  ni grille ni axes (images, cartes de chaleur) ;
#   @panels                avant « set multiplot layout 1,2 » : marges serrées ;
#   @key_below             la légende sous la figure, sur une ligne.
#
# Un nombre que « system » va lire se range dans une variable avant « plot » :
# dans une courbe, chaque point relancerait la commande.
# La virgule décimale corrompt les contours qui passent par « set table » :
#   @point ; set table $C ; splot … ; unset table ; @comma
# Un axe logarithmique s'écrit en puissances de dix : @logx, @logy.

if (!exists("results")) results = '.'
if (!exists("format")) format = 'pdf'

width = 14.5
height = 8.0
canvas = "set output; eval terminal_of(format); set output output"
terminal_of(f) = f eq 'svg' \
    ? sprintf("set terminal svg size %d,%d font 'TeX Gyre Pagella,%d' " \
        ."background rgb 'white' dynamic round", \
        int(width * 48), int(height * 48), 16) \
    : sprintf("set terminal pdfcairo size %gcm,%gcm " \
        ."font 'TeX Gyre Pagella,9.5' fontscale 0.75 linewidth 1 rounded " \
        ."dashlength 1", \
        width, height)
@canvas

set encoding utf8
set minussign
comma = "set decimalsign ','"
point = "unset decimalsign"
@comma

# --- Couleurs ---------------------------------------------------------------
blue = '#0072B2'; orange = '#D55E00'; green = '#009E73'; sky = '#56B4E9'
yellow = '#E69F00'; red = '#CC79A7'; ink = '#1F3A5F'
quiet = '#5F6368'; faint = '#C9CCD1'

# Du plus foncé au plus clair, pour que le gris suive.
set style line 1 lc rgb blue    lw 2.0 dt 1            pt 7  ps 0.45
set style line 2 lc rgb orange  lw 2.0 dt (18,7)       pt 9  ps 0.50
set style line 3 lc rgb green   lw 2.0 dt (7,7)        pt 4  ps 0.45
set style line 4 lc rgb red     lw 2.0 dt (20,6,4,6)   pt 12 ps 0.55
set style line 5 lc rgb 'black' lw 1.4 dt (32,8)       pt 1  ps 0.50
set style line 6 lc rgb sky     lw 2.4 dt (3,7)        pt 6  ps 0.45
set style line 7 lc rgb quiet   lw 1.0 dt (4,6)        pt 0
set style line 11 lc rgb blue   lw 1.0 pt 6  ps 0.40
set style line 12 lc rgb orange lw 1.0 pt 9  ps 0.45
set style line 13 lc rgb green  lw 1.0 pt 4  ps 0.40
set style line 14 lc rgb ink    lw 1.0 pt 13 ps 0.50
set style fill transparent solid 0.18 noborder

sequential = "defined (0 '#FFFFFF', 0.5 '#6BA6CF', 1 '#0B3C5D')"
diverging = "defined (-1 '#0B4F7D', -0.5 '#7FB2D6', 0 '#FFFFFF', " \
    ."0.5 '#EBA36E', 1 '#A84300')"
set palette @sequential

# --- Axes -------------------------------------------------------------------
set style line 90 lc rgb quiet lw 0.7
set style line 91 lc rgb '#DDE0E4' lw 0.5 dt 1
set border 3 ls 90
set tics nomirror out scale 0.5, 0.25
set grid ls 91
set xlabel offset 0, 0.3
set ylabel offset -0.3, 0
set key top right noautotitle samplen 3 spacing 1.15 width -1
set format x "%g"
set format y "%g"
set samples 400

square = "set size ratio -1"
bare = "unset grid; unset border; unset tics; set style fill solid noborder"
panels = "set lmargin 7; set rmargin 1.5; set tmargin 1.6; set bmargin 3"
key_below = "set key below center horizontal maxrows 1"
logx = "set logscale x; set format x '10^{%T}'"
logy = "set logscale y; set format y '10^{%T}'"

# --- Sans données ------------------------------------------------------------
# Un chapitre dont les images manquent n'a rien à tracer : sa page le dit.
if (system("grep -sx 'images: 0' '".results."/results.yaml'") ne '') {
    unset border
    unset tics
    unset grid
    set label 1 'images absentes' at screen 0.5, 0.5 center
    plot [0:1] [0:1] 2
    exit gnuplot
}
