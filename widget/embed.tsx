/** The script of the document `/embed/SITE`. */
import './embed.css'
